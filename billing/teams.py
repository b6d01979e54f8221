"""Writes of a team: made, invited, joined, left, capped, handed over. Each checks who asks, under the account's lock.

TeamError (the message is fit to be shown)
├── Forbidden          the person's role does not allow it
├── SeatsFull          no seat is free
└── InvitationInvalid  unknown, used, expired, or another address's
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .accounts import lock, note
from .invitations import hash_of, left_today, new_token, plain
from .mails.outbox import queue
from .models import BillingAccount, Membership, TeamInvitation
from .seats import MANAGERS, OWNER, members, role_of, seats_needed

INVITATION_DAYS = 7
TEAMS_OWNED = 5
ADDRESS_FITS = MaxLengthValidator(254)  # the column: PostgreSQL refuses more, SQLite does not


class TeamError(Exception):
    """A request about a team that cannot be met."""


class Forbidden(TeamError):
    """The person's role in the team does not allow it."""

    def __init__(self) -> None:
        super().__init__(_("Your role in this team does not allow that."))


class SeatsFull(TeamError):
    """`seats` people are in the team or invited already."""

    def __init__(self, seats: int) -> None:
        if seats:
            message = _("All {seats} seats of this team are taken. Add a seat, or free one, first.").format(
                seats=seats
            )
        else:
            message = _("This team has no paid seats yet. Buy seats first.")
        super().__init__(message)
        self.seats = seats


class InvitationInvalid(TeamError):
    """One message for every cause: a stranger learns nothing from it."""

    def __init__(self) -> None:
        super().__init__(
            _("This invitation is not valid for you: it was used, has expired, or is another's.")
        )


@transaction.atomic
def create_team(*, owner_id: uuid.UUID, name: str) -> BillingAccount:
    """A team without seats: they come with the first payment. Raises TeamError for a sixth one."""
    get_user_model().objects.select_for_update().get(pk=owner_id)
    if BillingAccount.objects.filter(owner_id=owner_id, kind=BillingAccount.Kind.TEAM).count() >= TEAMS_OWNED:
        raise TeamError(_("A person can own {teams_owned} teams at most.").format(teams_owned=TEAMS_OWNED))
    account = BillingAccount.objects.create(
        owner_id=owner_id, kind=BillingAccount.Kind.TEAM, name=_name(name), plan="free", seats=0
    )
    note(account, "team_created", actor_id=owner_id, details={})
    return account


@transaction.atomic
def rename_team(*, account: BillingAccount, actor_id: uuid.UUID, name: str) -> None:
    account = _managed(account, actor_id)
    account.name = _name(name)
    account.save(update_fields=["name"])


@transaction.atomic
def invite(
    *,
    account: BillingAccount,
    actor_id: uuid.UUID,
    email: str,
    role: str = Membership.Role.MEMBER,
    now: datetime | None = None,
) -> tuple[TeamInvitation, str]:
    """An invitation, its token, which is not stored, and a mail with it. An earlier one for the address is closed.

    Raises Forbidden, SeatsFull (open invitations hold a seat), and TeamError for a bad address or role, and for too
    many in a day.
    """
    now = now or timezone.now()
    account = _managed(account, actor_id, role=role)
    email = email.strip().lower()
    try:
        validate_email(email)
        ADDRESS_FITS(email)
    except ValidationError:
        raise TeamError(_("{value} is not an e-mail address.").format(value=repr(email[:100]))) from None
    there = {member.user_id for member in members(account)}
    if get_user_model().objects.filter(email=email, pk__in=there).exists():
        raise TeamError(_("This person is in the team already."))
    if left_today(account, email, now) < 1:
        raise TeamError(_("So many invitations were sent today that this one has to wait until tomorrow."))
    TeamInvitation.objects.open(now).filter(account=account, email=email).update(expires_at=now)
    waiting = TeamInvitation.objects.open(now).filter(account=account).count()
    _need_seat(account, taken=seats_needed(account) + waiting)
    invitation = TeamInvitation(
        account=account,
        email=email,
        role=role,
        invited_by_id=actor_id,
        created_at=now,
        expires_at=now + timedelta(days=INVITATION_DAYS),
    )
    token = new_token(invitation)
    invitation.token_hash = hash_of(token)
    invitation.save()
    facts = {"invitation": str(invitation.pk)}
    queue(kind="invitation", key=f"invitation:{invitation.pk}", account=account, facts=facts)
    note(
        account, "member_invited", actor_id=actor_id, details={"invitation": str(invitation.pk), "role": role}
    )
    return invitation, token


@transaction.atomic
def withdraw_invitation(*, invitation: TeamInvitation, actor_id: uuid.UUID) -> None:
    """Close an open invitation; of a closed one, nothing is left to close. Raises Forbidden."""
    account = _managed(invitation.account, actor_id, role=invitation.role)
    now = timezone.now()
    if TeamInvitation.objects.open(now).filter(pk=invitation.pk).update(expires_at=now):
        note(account, "invitation_withdrawn", actor_id=actor_id, details={"invitation": str(invitation.pk)})


@transaction.atomic
def accept_invitation(*, token: str, user_id: uuid.UUID, now: datetime | None = None) -> Membership:
    """Join the team that invited the person's own address. Raises InvitationInvalid and SeatsFull."""
    now = now or timezone.now()
    found = TeamInvitation.objects.filter(token_hash=hash_of(token)).first()
    if found is None:
        raise InvitationInvalid
    account = lock(found.account_id)
    person = get_user_model().objects.get(pk=user_id)
    invitation = TeamInvitation.objects.open(now).filter(pk=found.pk, email=person.email.lower()).first()
    if invitation is None or role_of(account, user_id) is not None:
        raise InvitationInvalid
    _need_seat(account, taken=seats_needed(account))
    invitation.used_at = now
    invitation.save(update_fields=["used_at"])
    note(account, "member_joined", actor_id=user_id, details={"role": invitation.role})
    return Membership.objects.create(
        account=account, user_id=user_id, role=invitation.role, joined_at=now, seat_since=now
    )


@transaction.atomic
def remove_member(*, account: BillingAccount, actor_id: uuid.UUID, user_id: uuid.UUID) -> None:
    """Take a person out; anyone may take out themselves, but for the owner. Their running answers settle.

    Raises Forbidden, and TeamError when the person is not in the team.
    """
    account, role = _member(account, actor_id, user_id)
    if actor_id != user_id:
        _may_manage(account, actor_id, role)
    Membership.objects.filter(account=account, user_id=user_id).delete()
    note(account, "member_removed", actor_id=actor_id, details={"user": str(user_id)})


@transaction.atomic
def set_role(*, account: BillingAccount, actor_id: uuid.UUID, user_id: uuid.UUID, role: str) -> None:
    """Make a member an admin, or back; the owner's to do. Raises Forbidden and TeamError."""
    account, _role_there = _member(account, actor_id, user_id)
    if role_of(account, actor_id) != OWNER:
        raise Forbidden
    Membership.objects.filter(account=account, user_id=user_id).update(role=_role(role))
    note(account, "role_changed", actor_id=actor_id, details={"user": str(user_id), "role": role})


@transaction.atomic
def set_caps(
    *, account: BillingAccount, actor_id: uuid.UUID, user_id: uuid.UUID, fast: int | None, think: int | None
) -> None:
    """Limit a member below the plan, in units of each meter's window; None lifts the limit.

    Raises Forbidden and TeamError.
    """
    account, role = _member(account, actor_id, user_id)
    _may_manage(account, actor_id, role)
    if min(fast or 0, think or 0) < 0:
        raise TeamError("A cap is zero or more.")
    Membership.objects.filter(account=account, user_id=user_id).update(fast_cap=fast, think_cap=think)
    note(
        account,
        "caps_changed",
        actor_id=actor_id,
        details={"user": str(user_id), "fast": fast, "think": think},
    )


@transaction.atomic
def set_seat(*, account: BillingAccount, actor_id: uuid.UUID, user_id: uuid.UUID, seat: bool) -> None:
    """Give a member a seat, or take it away: they stay in the team and read what they have, without new answers.

    Their running answers settle. Raises Forbidden, SeatsFull and TeamError.
    """
    account, role = _member(account, actor_id, user_id)
    _may_manage(account, actor_id, role)
    has = next(each.seat_since is not None for each in members(account) if each.user_id == user_id)
    if has == seat:
        return
    now = timezone.now()
    if seat:
        waiting = TeamInvitation.objects.open(now).filter(account=account).count()
        _need_seat(account, taken=seats_needed(account) + waiting)
    Membership.objects.filter(account=account, user_id=user_id).update(seat_since=now if seat else None)
    note(
        account,
        "seat_given" if seat else "seat_taken",
        actor_id=actor_id,
        details={"user": str(user_id)},
    )


@transaction.atomic
def transfer_ownership(*, account: BillingAccount, actor_id: uuid.UUID, user_id: uuid.UUID) -> None:
    """Hand the team, its subscription and its invoices to a member; the former owner stays as an admin.

    Raises Forbidden and TeamError.
    """
    account, _role_there = _member(account, actor_id, user_id)
    if role_of(account, actor_id) != OWNER:
        raise Forbidden
    heir = Membership.objects.get(account=account, user_id=user_id)
    account.owner_id = user_id
    account.save(update_fields=["owner"])
    # The two change places, so seats stay as they are.
    heir.user_id, heir.role = actor_id, Membership.Role.ADMIN
    heir.fast_cap = heir.think_cap = None
    heir.save()
    note(account, "ownership_transferred", actor_id=actor_id, details={"user": str(user_id)})
    # Handed to and fro, it is told each time.
    times = account.audit.filter(action="ownership_transferred").count()
    queue(kind="ownership", key=f"ownership:{account.pk}:{times}", account=account)


def _managed(
    account: BillingAccount, actor_id: uuid.UUID, *, role: str = Membership.Role.MEMBER
) -> BillingAccount:
    account = lock(account.pk)
    _may_manage(account, actor_id, _role(role))
    return account


def _may_manage(account: BillingAccount, actor_id: uuid.UUID, role: str) -> None:
    # An admin looks after members; other admins are the owner's.
    own = role_of(account, actor_id)
    if own not in MANAGERS or (role != Membership.Role.MEMBER and own != OWNER):
        raise Forbidden


def _member(account: BillingAccount, actor_id: uuid.UUID, user_id: uuid.UUID) -> tuple[BillingAccount, str]:
    account = lock(account.pk)
    if role_of(account, actor_id) is None:
        raise Forbidden
    role = role_of(account, user_id)
    if role is None:
        raise TeamError(_("This person is not in the team."))
    if role == OWNER:
        raise TeamError(_("The owner stays until the team is handed to another."))
    return account, role


def _need_seat(account: BillingAccount, *, taken: int) -> None:
    # Without billing there are as many seats as people (seats.members).
    if settings.BILLING and account.seats is not None and taken >= account.seats:
        raise SeatsFull(account.seats)


def _role(role: str) -> str:
    if role not in Membership.Role.values:
        raise TeamError(f"There is no role {role[:20]!r}.")
    return role


def _name(name: str) -> str:
    name = plain(name)
    if not 0 < len(name) <= 100:
        raise TeamError(_("A team's name has 1 to 100 characters."))
    return name
