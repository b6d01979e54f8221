"""The forms of the settings pages about what a person prefers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from chatapp.accounts.models import Preferences
from chatapp.conversations.projects import clean_instructions
from chatapp.errors import BadText


def _languages() -> list[tuple[str, Any]]:
    return [("", _("As the browser")), *settings.LANGUAGES]


class GeneralForm(forms.ModelForm):
    """How the product looks and which key sends."""

    language = forms.ChoiceField(label=_("Language"), choices=_languages, required=False)

    class Meta:
        model = Preferences
        fields = ["language", "theme", "font_size", "send_key"]
        labels = {
            "theme": _("Theme"),
            "font_size": _("Size of text"),
            "send_key": _("Sending a question"),
        }
        widgets = dict.fromkeys(("theme", "font_size", "send_key"), forms.RadioSelect)


class InstructionsForm(forms.ModelForm):
    """What every question takes along."""

    class Meta:
        model = Preferences
        fields = ["instructions_about", "instructions_style", "instructions_on"]
        labels = {
            "instructions_about": _("What should be known about you?"),
            "instructions_style": _("How do you want to be answered?"),
            "instructions_on": _("Use these in my questions"),
        }
        # Without `maxlength`: a browser would cut off what is pasted, without a word.
        widgets = {
            "instructions_about": forms.Textarea(
                attrs={"rows": 6, "dir": "auto", "placeholder": _("I teach physics to fifteen-year-olds.")}
            ),
            "instructions_style": forms.Textarea(
                attrs={"rows": 6, "dir": "auto", "placeholder": _("Short, with one example. Metric units.")}
            ),
        }

    def clean_instructions_about(self) -> str:
        return _clean(self.cleaned_data["instructions_about"])

    def clean_instructions_style(self) -> str:
        return _clean(self.cleaned_data["instructions_style"])


class NotificationsForm(forms.ModelForm):
    """How a person hears of an answer that has ended."""

    class Meta:
        model = Preferences
        fields = ["notify_browser", "notify_mail"]
        labels = {
            "notify_browser": _("Notify me in this browser"),
            "notify_mail": _("Send me a mail"),
        }


def _clean(text: str) -> str:
    try:
        return clean_instructions(text)
    except BadText as error:
        raise forms.ValidationError(error.message, code=error.code) from None
