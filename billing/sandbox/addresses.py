"""Where the sandbox's hosted pages are, as the objects of its API name them."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings

from ..loopback import is_loopback
from .errors import ApiError


def page(path: str) -> str:
    """The absolute address of a page, under the installation's own."""
    return f"{settings.STRIPE_SANDBOX_URL}{path}"


def page_beside(url: str, path: str) -> str:
    """The same, at the origin of the page that a visit comes from and returns to.

    127.0.0.1 and localhost are two origins, and our content security policy lets a form lead to its own only.
    """
    parts = urlsplit(url)
    if parts.hostname == "localhost" or is_loopback(parts.hostname or ""):
        return f"{parts.scheme}://{parts.netloc}{urlsplit(page(path)).path}"
    return page(path)


def checked(url: str, param: str) -> str:
    """A return address as Stripe takes it: absolute, http or https, or none. Raises ApiError 400."""
    parts = urlsplit(url)
    if url and not (parts.scheme in ("http", "https") and parts.hostname):
        raise ApiError(400, "Not a valid URL", code="url_invalid", param=param)
    return url
