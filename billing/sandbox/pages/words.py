"""What went wrong, for the person at the page; and a way to say it at the top of the next one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.http import HttpRequest

from billing.sandbox.errors import ApiError

# By Stripe's code, where its own message is meant for programmers or leaves the way on open.
WORDS = {
    "incorrect_number": "This is not one of the test cards. Choose one from the list, and never type a real card.",
    "tax_id_invalid": "This is no VAT number of the European Union or the United Kingdom, such as DE123456789.",
    "promotion_code_invalid": "This promotion code is unknown, used up or over.",
    "invoice_not_open": "This invoice is settled: there is nothing to pay.",
    "payment_intent_unexpected_state": "There is nothing to confirm any more.",
}


def plainly(error: ApiError) -> str:
    """A sentence that says what to do."""
    return WORDS.get(str(error.body["code"]), str(error))


@contextmanager
def told(request: HttpRequest, done: str = "", *, otherwise: str = "") -> Iterator[None]:
    """Say `done` on the next page, or what went wrong, with `otherwise` after it. What is not there stays a 404."""
    try:
        yield
    except ApiError as error:
        if error.status == 404:
            raise
        messages.error(request, f"{plainly(error)} {otherwise}".strip())
    else:
        if done:
            messages.success(request, done)
