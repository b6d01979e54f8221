"""What people type about teams."""

from __future__ import annotations

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from billing.models import Membership

AT_ONCE = 50
ROLES = [
    ("member", gettext_lazy("Member")),
    ("admin", gettext_lazy("Admin: may invite people and look after members")),
]


class NameForm(forms.Form):
    """What a team is called."""

    name = forms.CharField(
        label=gettext_lazy("Name of the team"),
        max_length=100,
        error_messages={"required": gettext_lazy("Give the team a name.")},
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )


class InviteForm(forms.Form):
    """Addresses, one or several at once."""

    addresses = forms.CharField(
        label=gettext_lazy("E-mail addresses"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "autocapitalize": "none"}),
        help_text=gettext_lazy("One or several, apart by commas, spaces or lines."),
        error_messages={"required": gettext_lazy("Type at least one address.")},
    )
    role = forms.ChoiceField(label=gettext_lazy("Invite as"), choices=ROLES, initial="member", required=False)

    def __init__(self, *args: object, may_make_admins: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if not may_make_admins:
            del self.fields["role"]

    def clean_addresses(self) -> list[str]:
        """Each address once, in lower case, in their order."""
        typed = [each for each in re.split(r"[\s,;]+", self.cleaned_data["addresses"].lower()) if each]
        addresses = list(dict.fromkeys(typed))
        if len(addresses) > AT_ONCE:
            raise ValidationError(
                _("That are {n} addresses; at most {most} can be invited at once.").format(
                    n=len(addresses), most=AT_ONCE
                )
            )
        bad = [each for each in addresses if not _is_address(each)]
        if bad:
            named = ", ".join(each[:60] for each in bad[:5])
            if len(bad) > 5:
                named = _("{names} and {n} more").format(names=named, n=len(bad) - 5)
            raise ValidationError(
                _("Not an e-mail address: {names}. Nobody was invited yet.").format(names=named)
            )
        if not addresses:
            raise ValidationError(_("Type at least one address."))
        return addresses

    def clean_role(self) -> str:
        return str(self.cleaned_data["role"] or Membership.Role.MEMBER)


class CapsForm(forms.Form):
    """A member's own limits; empty is the plan's."""

    fast = forms.IntegerField(
        label=gettext_lazy("Fast messages"), min_value=0, max_value=1_000_000, required=False
    )
    think = forms.IntegerField(
        label=gettext_lazy("Thinking answers"), min_value=0, max_value=1_000_000, required=False
    )


class HandOverForm(forms.Form):
    """The team's name, typed by its owner, so that nobody hands a team over by a slip."""

    name = forms.CharField(label=gettext_lazy("Name of the team"), max_length=150)

    def __init__(self, *args: object, team: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.team = team
        self.fields["name"].help_text = _("Type “{team}” to confirm.").format(team=team)

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if name != self.team:
            raise ValidationError(_("That is not the team's name. Nothing was changed."))
        return name


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
