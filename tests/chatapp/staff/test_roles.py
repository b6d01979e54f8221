"""Roles are Django's groups, as the table says; giving and taking one is in the audit log."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.test import Client

from billing.reasons import ReasonNeeded
from chatapp.accounts.models import User
from chatapp.audit.models import AuditEntry
from chatapp.staff.roles import ROLES
from chatapp.staff.services import RoleError, grant_role, revoke_role, sync_roles

pytestmark = pytest.mark.django_db


def names(role: str) -> set[str]:
    permissions = Permission.objects.filter(group__name=role).select_related("content_type")
    return {f"{each.content_type.app_label}.{each.codename}" for each in permissions}


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("role", ROLES)
def test_every_permission_of_the_table_exists_and_its_group_has_it(role: str) -> None:
    assert names(role) == set(ROLES[role])


def test_the_owner_may_all_that_any_other_role_may() -> None:
    assert set().union(*ROLES.values()) == set(ROLES["owner"])


def test_a_migration_puts_a_bent_group_right() -> None:
    group = Group.objects.get(name="support")
    group.permissions.set(Permission.objects.filter(codename="refund"))
    Group.objects.get(name="finance").delete()
    sync_roles()
    assert names("support") == set(ROLES["support"])
    assert names("finance") == set(ROLES["finance"])


def test_a_role_is_given_and_taken_with_a_reason(owner: User, teammate: User) -> None:
    assert grant_role(user=teammate, role="support", actor_id=owner.pk, reason="New colleague")
    assert not grant_role(user=teammate, role="support", actor_id=owner.pk, reason="Again")
    assert fresh(teammate).is_staff
    assert fresh(teammate).has_perm("staff.grant_credits")
    assert not fresh(teammate).has_perm("staff.refund")
    assert revoke_role(user=teammate, role="support", actor_id=None, reason="Left the team")
    assert not fresh(teammate).is_staff
    assert not revoke_role(user=teammate, role="support", actor_id=None, reason="Again")
    told = AuditEntry.objects.order_by("seq").values_list("action", "actor_id", "object_id", "reason")
    assert list(told) == [
        ("role.granted", owner.pk, str(teammate.pk), "New colleague"),
        ("role.revoked", None, str(teammate.pk), "Left the team"),
    ]


def test_nothing_is_done_without_a_reason_or_for_an_unknown_role(teammate: User) -> None:
    with pytest.raises(ReasonNeeded):
        grant_role(user=teammate, role="support", actor_id=None, reason=" ")
    with pytest.raises(RoleError, match="support, finance, operator, owner"):
        grant_role(user=teammate, role="king", actor_id=None, reason="x")
    assert not fresh(teammate).is_staff
    assert not AuditEntry.objects.exists()


def test_the_last_owner_stays(owner: User, teammate: User) -> None:
    grant_role(user=owner, role="owner", actor_id=None, reason="First")
    with pytest.raises(RoleError, match="last owner"):
        revoke_role(user=owner, role="owner", actor_id=None, reason="x")
    grant_role(user=teammate, role="owner", actor_id=None, reason="Second")
    assert revoke_role(user=owner, role="owner", actor_id=teammate.pk, reason="x")


def test_the_commands_say_what_they_did(owner: User, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("grant-role", owner.email.upper(), "finance", "--reason", "Does the books")
    call_command("grant-role", owner.email, "finance", "--reason", "Does the books")
    call_command("revoke-role", owner.email, "finance", "--reason", "No longer")
    said = capsys.readouterr().out
    assert "has now the role finance" in said
    assert "had already the role finance" in said
    assert "has no longer the role finance" in said
    with pytest.raises(CommandError, match="nobody with this address"):
        call_command("grant-role", "nobody@example.org", "finance", "--reason", "x")
    with pytest.raises(CommandError, match="A reason is needed"):
        call_command("grant-role", owner.email, "finance", "--reason", " ")


class TestRefusals:
    PAGE = "/settings/model/"

    def test_staff_without_the_permission_are_refused_and_it_is_kept(
        self, client: Client, owner: User
    ) -> None:
        grant_role(user=owner, role="support", actor_id=None, reason="x")
        client.force_login(fresh(owner))
        assert client.get(self.PAGE).status_code == 403
        refused = AuditEntry.objects.get(action="refused")
        assert (refused.actor_id, refused.object_id) == (owner.pk, "engines.connect_model")
        assert refused.facts == {"page": "connect_model", "method": "GET"}

    def test_staff_with_the_permission_are_let_in_and_nothing_is_kept(
        self, client: Client, owner: User
    ) -> None:
        grant_role(user=owner, role="operator", actor_id=None, reason="x")
        client.force_login(fresh(owner))
        assert client.get(self.PAGE).status_code == 200
        assert not AuditEntry.objects.filter(action="refused").exists()

    def test_others_are_refused_and_leave_nothing(self, client: Client, outsider: User) -> None:
        client.force_login(outsider)
        assert client.get(self.PAGE).status_code == 403
        assert not AuditEntry.objects.exists()
