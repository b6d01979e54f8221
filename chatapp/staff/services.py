"""Giving and taking roles, and keeping Django's groups as the table says."""

from __future__ import annotations

import uuid
from typing import Any

from django.apps import apps as installed
from django.apps.registry import Apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction

from billing.reasons import given
from chatapp.accounts.models import User
from chatapp.audit.log import record

from .roles import ROLES


class RoleError(ValueError):
    """A role that cannot be given or taken. The message says what to do."""


@transaction.atomic
def grant_role(*, user: User, role: str, actor_id: uuid.UUID | None, reason: str) -> bool:
    """Make the person a member of the staff with `role`; False when they have it. None as actor: the command line.

    Raises RoleError and ReasonNeeded.
    """
    reason = given(reason)
    group = group_of(role)
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.is_staff and user.groups.filter(pk=group.pk).exists():
        return False
    user.groups.add(group)
    user.is_staff = True
    user.save(update_fields=["is_staff"])
    _record("role.granted", user, role, actor_id, reason)
    return True


@transaction.atomic
def revoke_role(*, user: User, role: str, actor_id: uuid.UUID | None, reason: str) -> bool:
    """Take `role` from the person; False when they do not have it. Who has none left is no member of the staff,
    superusers apart.

    Raises RoleError, also for the last who may give roles, and ReasonNeeded.
    """
    reason = given(reason)
    group = group_of(role)
    # All owners, so that of two that are taken at once one sees the other gone.
    owners = User.objects.select_for_update().filter(groups__name="owner").order_by("pk")
    others = [each for each in owners if each.is_active and each.pk != user.pk]
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.groups.filter(pk=group.pk).exists():
        return False
    superusers = User.objects.filter(is_superuser=True, is_active=True)
    if role == "owner" and not others and not superusers.exists():
        raise RoleError("This is the last owner. Make another one first.")
    user.groups.remove(group)
    if not user.is_superuser and not user.groups.exists():
        user.is_staff = False
        user.save(update_fields=["is_staff"])
    _record("role.revoked", user, role, actor_id, reason)
    return True


def sync_roles(*, apps: Apps = installed, **_signal: Any) -> None:
    """Make the groups, and give them exactly the permissions of the table. Runs after each migration; `apps` are those
    that are there after it.

    Permissions of apps that come after this one in INSTALLED_APPS are not there yet then: none has any.
    """
    if "auth" not in {model._meta.app_label for model in apps.get_models()}:
        return
    permissions = {
        f"{app}.{codename}": pk
        for pk, app, codename in Permission.objects.values_list("pk", "content_type__app_label", "codename")
    }
    for role, wanted in ROLES.items():
        group, _made = Group.objects.get_or_create(name=role)
        ids = {permissions[name] for name in wanted if name in permissions}
        if ids != set(group.permissions.values_list("pk", flat=True)):
            group.permissions.set(ids)


def group_of(role: str) -> Group:
    """Raises RoleError."""
    if role not in ROLES:
        raise RoleError(f"There is no role {role!r}; the roles are {', '.join(ROLES)}.")
    if not Group.objects.filter(name=role).exists():
        sync_roles()
    return Group.objects.get(name=role)


def _record(action: str, user: User, role: str, actor_id: uuid.UUID | None, reason: str) -> None:
    record(
        action=action,
        actor_id=actor_id,
        object_type="user",
        object_id=user.pk,
        reason=reason,
        facts={"role": role},
    )
