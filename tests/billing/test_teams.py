"""Teams: who may do what, invitations, seats, caps, and the hand-over."""

from __future__ import annotations

import uuid

import pytest
from django.contrib.auth import get_user_model

from billing import quota, teams
from billing.accounts import NotYourAccount, accounts_of, grant_plan, paying_account
from billing.models import AuditEntry, BillingAccount, Membership, TeamInvitation
from billing.plans import plan
from billing.seats import has_seat, members, role_of, usage_by_member

from .conftest import START, after

pytestmark = pytest.mark.django_db


@pytest.fixture
def outsider() -> uuid.UUID:
    return get_user_model().objects.create(email="outsider@example.org").pk


@pytest.fixture
def team(owner: uuid.UUID) -> BillingAccount:
    """A team with three seats; the owner sits in one of them."""
    team = teams.create_team(owner_id=owner, name="Kitchen")
    grant_plan(account=team, plan=plan("team"), seats=3)
    team.refresh_from_db()
    return team


@pytest.fixture
def member(team: BillingAccount, owner: uuid.UUID, teammate: uuid.UUID) -> uuid.UUID:
    """The teammate, in the team."""
    _, token = teams.invite(account=team, actor_id=owner, email="teammate@example.org")
    teams.accept_invitation(token=token, user_id=teammate)
    return teammate


class TestInvitations:
    def test_the_invited_person_joins_and_may_spend(self, team, owner, member) -> None:
        assert role_of(team, member) == "member"
        assert has_seat(team, member)
        assert [each.pk for each in accounts_of(member)][1:] == [team.pk]
        hold = quota.reserve(account=team, user_id=member, meter="fast", key="a", ttl_seconds=60)
        assert hold.plan == "team"

    def test_another_address_cannot_use_it(self, team, owner, outsider) -> None:
        _, token = teams.invite(account=team, actor_id=owner, email="teammate@example.org")
        with pytest.raises(teams.InvitationInvalid):
            teams.accept_invitation(token=token, user_id=outsider)
        assert role_of(team, outsider) is None

    def test_it_works_once(self, team, owner, teammate) -> None:
        _, token = teams.invite(account=team, actor_id=owner, email="Teammate@Example.org ")
        teams.accept_invitation(token=token, user_id=teammate)
        teams.remove_member(account=team, actor_id=owner, user_id=teammate)
        with pytest.raises(teams.InvitationInvalid):
            teams.accept_invitation(token=token, user_id=teammate)

    def test_an_address_that_does_not_fit_is_none(self, team, owner) -> None:
        with pytest.raises(teams.TeamError, match="not an e-mail address"):
            teams.invite(account=team, actor_id=owner, email=f"{'a' * 250}@example.org")

    def test_without_billing_seats_are_not_counted(self, team, owner, teammate, settings) -> None:
        settings.BILLING = False
        grant_plan(account=team, plan=plan("team"), seats=0)
        _, token = teams.invite(account=team, actor_id=owner, email="teammate@example.org")
        teams.accept_invitation(token=token, user_id=teammate)
        assert has_seat(team, teammate)

    def test_it_expires_after_a_week(self, team, owner, teammate) -> None:
        _, token = teams.invite(account=team, actor_id=owner, email="teammate@example.org", now=START)
        with pytest.raises(teams.InvitationInvalid):
            teams.accept_invitation(token=token, user_id=teammate, now=after(days=7))
        assert teams.accept_invitation(token=token, user_id=teammate, now=after(days=6, hours=23))

    def test_a_newer_one_closes_the_older(self, team, owner, teammate) -> None:
        _, old = teams.invite(account=team, actor_id=owner, email="teammate@example.org")
        teams.invite(account=team, actor_id=owner, email="teammate@example.org")
        with pytest.raises(teams.InvitationInvalid):
            teams.accept_invitation(token=old, user_id=teammate)

    def test_a_withdrawn_one_is_closed(self, team, owner, teammate) -> None:
        invitation, token = teams.invite(account=team, actor_id=owner, email="teammate@example.org")
        teams.withdraw_invitation(invitation=invitation, actor_id=owner)
        with pytest.raises(teams.InvitationInvalid):
            teams.accept_invitation(token=token, user_id=teammate)

    def test_open_invitations_hold_seats(self, team, owner) -> None:
        teams.invite(account=team, actor_id=owner, email="a@example.org")
        teams.invite(account=team, actor_id=owner, email="b@example.org")
        with pytest.raises(teams.SeatsFull, match="All 3 seats"):
            teams.invite(account=team, actor_id=owner, email="c@example.org")
        teams.invite(account=team, actor_id=owner, email="b@example.org")

    def test_a_seat_that_went_meanwhile_is_not_given(self, team, owner, teammate) -> None:
        _, token = teams.invite(account=team, actor_id=owner, email="teammate@example.org")
        grant_plan(account=team, plan=plan("team"), seats=1)
        with pytest.raises(teams.SeatsFull):
            teams.accept_invitation(token=token, user_id=teammate)

    def test_neither_a_bad_address_nor_a_member_is_invited(self, team, owner, member) -> None:
        for address in ("nobody", "teammate@example.org", "owner@example.org"):
            with pytest.raises(teams.TeamError):
                teams.invite(account=team, actor_id=owner, email=address)

    def test_only_a_hash_of_the_token_is_stored(self, team, owner) -> None:
        invitation, token = teams.invite(account=team, actor_id=owner, email="a@example.org")
        assert token not in str(TeamInvitation.objects.filter(pk=invitation.pk).values().get())


class TestPermissions:
    ACTS = {
        "invite": lambda team, by, whom: teams.invite(account=team, actor_id=by, email="new@example.org"),
        "rename": lambda team, by, whom: teams.rename_team(account=team, actor_id=by, name="New"),
        "remove": lambda team, by, whom: teams.remove_member(account=team, actor_id=by, user_id=whom),
        "caps": lambda team, by, whom: teams.set_caps(
            account=team, actor_id=by, user_id=whom, fast=1, think=None
        ),
        "role": lambda team, by, whom: teams.set_role(account=team, actor_id=by, user_id=whom, role="admin"),
        "hand over": lambda team, by, whom: teams.transfer_ownership(account=team, actor_id=by, user_id=whom),
    }
    ADMIN = {"invite", "rename", "remove", "caps"}

    @pytest.fixture
    def third(self, team: BillingAccount, outsider: uuid.UUID) -> uuid.UUID:
        Membership.objects.create(account=team, user_id=outsider)
        return outsider

    @pytest.mark.parametrize("act", ACTS)
    def test_an_outsider_does_nothing(self, team, member, outsider, act: str) -> None:
        with pytest.raises(teams.Forbidden):
            self.ACTS[act](team, outsider, member)

    @pytest.mark.parametrize("act", ACTS)
    def test_a_member_manages_nobody(self, team, member, third, act: str) -> None:
        with pytest.raises(teams.Forbidden):
            self.ACTS[act](team, member, third)

    @pytest.mark.parametrize("act", ACTS)
    def test_an_admin_looks_after_members_and_no_more(self, team, owner, member, third, act: str) -> None:
        teams.set_role(account=team, actor_id=owner, user_id=member, role="admin")
        if act in self.ADMIN:
            if act == "invite":
                grant_plan(account=team, plan=plan("team"), seats=9)
            self.ACTS[act](team, member, third)
        else:
            with pytest.raises(teams.Forbidden):
                self.ACTS[act](team, member, third)

    def test_admins_are_the_owners_to_remove_and_to_invite(self, team, owner, member, third) -> None:
        for person in (member, third):
            teams.set_role(account=team, actor_id=owner, user_id=person, role="admin")
        with pytest.raises(teams.Forbidden):
            teams.remove_member(account=team, actor_id=member, user_id=third)
        with pytest.raises(teams.Forbidden):
            teams.invite(account=team, actor_id=member, email="new@example.org", role="admin")

    def test_a_member_may_leave_and_the_owner_may_not(self, team, owner, member) -> None:
        teams.remove_member(account=team, actor_id=member, user_id=member)
        assert role_of(team, member) is None
        with pytest.raises(teams.TeamError, match="handed to another"):
            teams.remove_member(account=team, actor_id=owner, user_id=owner)

    def test_a_role_that_does_not_exist_is_given_to_nobody(self, team, owner, member) -> None:
        with pytest.raises(teams.TeamError, match="no role"):
            teams.set_role(account=team, actor_id=owner, user_id=member, role="owner")


class TestSeats:
    def test_a_new_team_has_no_seats_until_it_pays(self, owner) -> None:
        team = teams.create_team(owner_id=owner, name="Kitchen")
        with pytest.raises(quota.NoSeat):
            quota.reserve(account=team, user_id=owner, meter="fast", key="a", ttl_seconds=60)

    def test_a_removed_members_answer_settles_and_the_next_is_refused(self, team, owner, member) -> None:
        hold = quota.reserve(account=team, user_id=member, meter="fast", key="a", ttl_seconds=60)
        teams.remove_member(account=team, actor_id=owner, user_id=member)
        assert quota.commit(hold=hold, tokens=5, cost_micros=7)
        with pytest.raises(quota.NoSeat):
            quota.reserve(account=team, user_id=member, meter="fast", key="b", ttl_seconds=60)

    def test_with_fewer_seats_the_first_to_come_keep_theirs(self, team, owner, member, outsider) -> None:
        Membership.objects.create(account=team, user_id=outsider)
        team.seats = 2
        assert [each.seated for each in members(team)] == [True, True, False]
        assert not has_seat(team, outsider)

    def test_each_seat_has_windows_of_its_own_and_the_owner_sees_counts(self, team, owner, member) -> None:
        for person in (owner, member, member):
            hold = quota.reserve(
                account=team, user_id=person, meter="fast", key=uuid.uuid4().hex, ttl_seconds=60, now=START
            )
            quota.commit(hold=hold, tokens=1, cost_micros=1, now=START)
        assert quota.allowance(account=team, user_id=owner, now=START).fast.used == 1
        assert usage_by_member(team, since=after(seconds=-1)) == {
            owner: {"fast": 1, "think": 0},
            member: {"fast": 2, "think": 0},
        }

    def test_a_members_cap_is_lower_than_the_plans_never_higher(self, team, owner, member) -> None:
        teams.set_caps(account=team, actor_id=owner, user_id=member, fast=0, think=10_000)
        reading = quota.allowance(account=team, user_id=member)
        assert (reading.fast.limit, reading.think.limit) == (0, plan("team").think.limit)
        with pytest.raises(quota.QuotaExceeded):
            quota.reserve(account=team, user_id=member, meter="fast", key="a", ttl_seconds=60)


class TestOwnership:
    def test_the_heir_and_the_owner_change_places(self, team, owner, member) -> None:
        teams.transfer_ownership(account=team, actor_id=owner, user_id=member)
        team.refresh_from_db()
        assert [(each.user_id, each.role) for each in members(team)] == [(member, "owner"), (owner, "admin")]
        assert list(AuditEntry.objects.values_list("action", flat=True))[-1] == "ownership_transferred"

    def test_a_person_owns_five_teams_at_most(self, owner) -> None:
        for number in range(teams.TEAMS_OWNED):
            teams.create_team(owner_id=owner, name=str(number))
        with pytest.raises(teams.TeamError, match="at most"):
            teams.create_team(owner_id=owner, name="one more")

    @pytest.mark.parametrize("name", ["", "   ", "x" * 101])
    def test_a_team_has_a_name(self, owner, name: str) -> None:
        with pytest.raises(teams.TeamError, match="1 to 100"):
            teams.create_team(owner_id=owner, name=name)


class TestPaying:
    def test_without_a_choice_the_own_account_pays(self, team, owner) -> None:
        assert paying_account(user_id=owner).kind == "person"
        assert paying_account(user_id=owner, account_id=team.pk) == team

    def test_nobody_pays_from_anothers_account(self, team, outsider) -> None:
        with pytest.raises(NotYourAccount):
            paying_account(user_id=outsider, account_id=team.pk)


class TestGivenSeats:
    def test_without_a_seat_one_stays_in_the_team_and_makes_room(self, team, owner, member) -> None:
        team.seats = 2
        team.save()
        teams.set_seat(account=team, actor_id=owner, user_id=member, seat=False)
        assert not has_seat(team, member)
        assert role_of(team, member) == "member"
        _, token = teams.invite(account=team, actor_id=owner, email="third@example.org")
        third = get_user_model().objects.create(email="third@example.org").pk
        teams.accept_invitation(token=token, user_id=third)
        assert has_seat(team, third)
        with pytest.raises(teams.SeatsFull):
            teams.set_seat(account=team, actor_id=owner, user_id=member, seat=True)
        teams.set_seat(account=team, actor_id=owner, user_id=third, seat=False)
        teams.set_seat(account=team, actor_id=owner, user_id=member, seat=True)
        assert [each.seated for each in members(team)] == [True, True, False]

    def test_an_open_invitation_holds_the_seat(self, team, owner, member) -> None:
        teams.set_seat(account=team, actor_id=owner, user_id=member, seat=False)
        for name in "ab":
            teams.invite(account=team, actor_id=owner, email=f"{name}@example.org")
        with pytest.raises(teams.SeatsFull):
            teams.set_seat(account=team, actor_id=owner, user_id=member, seat=True)

    def test_with_fewer_seats_those_who_were_given_theirs_first_keep_them(
        self, team, owner, member, outsider
    ) -> None:
        Membership.objects.create(account=team, user_id=outsider)
        teams.set_seat(account=team, actor_id=owner, user_id=member, seat=False)
        teams.set_seat(account=team, actor_id=owner, user_id=member, seat=True)
        team.seats = 2
        assert {each.user_id for each in members(team) if each.seated} == {owner, outsider}

    def test_it_is_noted_once_and_for_members_only(self, team, owner, member, outsider) -> None:
        for _ in range(3):
            teams.set_seat(account=team, actor_id=owner, user_id=member, seat=False)
        assert AuditEntry.objects.filter(action="seat_taken").count() == 1
        with pytest.raises(teams.Forbidden):
            teams.set_seat(account=team, actor_id=member, user_id=member, seat=True)
        with pytest.raises(teams.TeamError, match="owner"):
            teams.set_seat(account=team, actor_id=owner, user_id=owner, seat=False)
        with pytest.raises(teams.TeamError, match="not in the team"):
            teams.set_seat(account=team, actor_id=owner, user_id=outsider, seat=True)

    def test_a_teams_mails_to_strangers_have_an_end_in_a_day(self, team, owner) -> None:
        for number in range(39):
            invitation, _ = teams.invite(
                account=team, actor_id=owner, email=f"p{number}@example.org", now=START
            )
            invitation.expires_at = START
            invitation.save()
        with pytest.raises(teams.TeamError, match="tomorrow"):
            teams.invite(account=team, actor_id=owner, email="one.more@example.org", now=START)
        assert teams.invite(account=team, actor_id=owner, email="one.more@example.org", now=after(days=1))
