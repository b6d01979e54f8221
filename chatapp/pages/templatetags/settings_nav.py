"""The menu of the settings pages."""

from __future__ import annotations

from typing import Any

from django import template

from chatapp.pages import settings_nav as nav

register = template.Library()


@register.inclusion_tag("includes/settings_nav.html", takes_context=True)
def settings_nav(context: template.Context) -> dict[str, Any]:
    """All settings pages of the request's person, in groups."""
    groups = nav.groups(context["request"])
    current = next((each.label for _name, entries in groups for each in entries if each.is_current), "")
    return {"groups": groups, "current": current}
