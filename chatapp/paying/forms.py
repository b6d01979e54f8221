"""What a person fills in to order a plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from billing import amounts
from billing.models import BillingAccount
from billing.plans import TEAM_SEATS_FROM, TEAM_SEATS_TO, Price, price_of
from chatapp.accounts.models import User

from .catalogue import INTERVALS
from .subscriptions import live_subscription

NEW_TEAM = "new"
NEED_TERMS = gettext_lazy("Tick this box to go on: an order needs your agreement to the terms.")


def teams_to_pay_for(user: User) -> list[BillingAccount]:
    """The person's own teams that have no subscription yet."""
    owned = BillingAccount.objects.filter(owner=user, kind=BillingAccount.Kind.TEAM).order_by("name")
    return [team for team in owned if live_subscription(team) is None]


class OrderForm(forms.Form):
    """One plan: by month or year, for whom, how it begins, and that the terms are accepted."""

    lookup_key = forms.ChoiceField(label=gettext_lazy("How often you pay"), widget=forms.RadioSelect)
    start = forms.ChoiceField(
        label=gettext_lazy("When you pay first"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose when you pay first.")},
    )
    account = forms.ChoiceField(label=gettext_lazy("Team"), required=False)
    team_name = forms.CharField(
        label=gettext_lazy("Name of the new team"),
        required=False,
        max_length=100,
        strip=True,
        help_text=gettext_lazy("Only needed for a new team. You can change it later."),
    )
    quantity = forms.IntegerField(
        label=gettext_lazy("Seats"),
        min_value=TEAM_SEATS_FROM,
        max_value=TEAM_SEATS_TO,
        initial=TEAM_SEATS_FROM,
        help_text=gettext_lazy("One for each person, you included. More can be added at any time."),
    )
    terms = forms.BooleanField(error_messages={"required": NEED_TERMS})

    def __init__(self, *args: Any, plan: str, user: User, trial_days: int, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.is_team = plan == "team"
        prices = [price for interval in INTERVALS if (price := price_of(plan, interval))]
        self.fields["lookup_key"].choices = [(each.lookup_key, _said(each)) for each in prices]
        if trial_days:
            trial = (
                "trial",
                _(
                    "{trial_days} days free, then paid. You give a card now and can cancel before it is charged."
                ).format(trial_days=trial_days),
            )
            self.fields["start"].choices = [trial, ("now", _("Pay from today"))]
        else:
            del self.fields["start"]
        if self.is_team:
            teams = [(str(team.pk), team.name) for team in teams_to_pay_for(user)]
            self.fields["account"].choices = [*teams, (NEW_TEAM, _("A new team"))]
            self.fields["account"].initial = teams[0][0] if teams else NEW_TEAM
        else:
            for name in ("account", "team_name", "quantity"):
                del self.fields[name]
        for name, field in self.fields.items():
            if self.is_bound and name in self.errors:
                field.widget.attrs |= {"aria-invalid": "true"}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "start" not in self.fields and self.data.get("start") == "trial":
            raise forms.ValidationError(
                _("A trial is no longer offered: look at the price once more, then go on.")
            )
        new = cleaned.get("account") in ("", NEW_TEAM)
        if self.is_team and new and not cleaned.get("team_name") and "team_name" not in self.errors:
            self.add_error("team_name", _("Give the new team a name."))
        return cleaned

    @property
    def wants_trial(self) -> bool:
        return bool(self.cleaned_data.get("start") == "trial")


def _said(price: Price) -> str:
    monthly = price_of(price.plan, "month")
    amount = amounts.money(price.cents, whole=True)
    if price.plan == "team":
        amount = _("{amount} a seat").format(amount=amount)
    text = _("By the year: {amount}") if price.interval == "year" else _("By the month: {amount}")
    text = text.format(amount=amount)
    if price.interval == "year" and monthly and monthly.cents * 12 > price.cents:
        less = amounts.money(monthly.cents * 12 - price.cents, whole=True)
        return _("{text}, {less} less than by the month").format(text=text, less=less)
    return text
