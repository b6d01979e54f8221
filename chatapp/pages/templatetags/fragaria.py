"""The product's own template tags."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from chatapp.pages.importmap import importmap_json, imports, needed_first

register = template.Library()


@register.simple_tag(takes_context=True)
def importmap(context: template.Context) -> SafeString:
    """The page's import map, allowed by this response's nonce."""
    # What the map holds is our own file names, escaped for a script element where it is made.
    return format_html(
        '<script type="importmap" nonce="{}">{}</script>',
        context["request"].csp_nonce,
        mark_safe(importmap_json(get_language())),  # noqa: S308
    )


@register.simple_tag
def modulepreload() -> SafeString:
    """Links that let the browser fetch the chat page's modules at once, not one level of imports after the other."""
    language = get_language()
    urls = ((imports(language)[name],) for name in needed_first(language))
    return format_html_join("\n", '<link rel="modulepreload" href="{}">', urls)
