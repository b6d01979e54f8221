"""The product's own template tags."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from chatapp.pages.importmap import LAZY, importmap_json, imports

register = template.Library()


@register.simple_tag(takes_context=True)
def importmap(context: template.Context) -> SafeString:
    """The page's import map, allowed by this response's nonce."""
    # What the map holds is our own file names, escaped for a script element where it is made.
    return format_html(
        '<script type="importmap" nonce="{}">{}</script>',
        context["request"].csp_nonce,
        mark_safe(importmap_json()),  # noqa: S308
    )


@register.simple_tag
def modulepreload() -> SafeString:
    """Links that let the browser fetch all modules at once instead of one level of imports after the other."""
    urls = ((url,) for name, url in imports().items() if name not in LAZY)
    return format_html_join("\n", '<link rel="modulepreload" href="{}">', urls)
