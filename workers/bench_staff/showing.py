"""The dashboard's page through all of Django's request handling, and its panels one by one."""

from __future__ import annotations

from statistics import median

from django.core.management import call_command
from django.test import Client

from chatapp.accounts.models import User
from chatapp.dashboard import panels
from chatapp.dashboard.day import utc_today
from chatapp.dashboard.figures import read
from chatapp.dashboard.period import latest

from .measuring import Asked, asked, timed

REQUESTS = 7


def staff_client() -> Client:
    """Somebody of the staff before a product that serves its pages."""
    call_command("collectstatic", interactive=False, verbosity=0)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(User.objects.create_superuser("bench@people.example"))
    return client


def measure(client: Client, days: int) -> tuple[float, Asked, tuple[str, float]]:
    """Seconds of the page, what one page asks of the database, and the slowest panel with its reading of figures."""
    period = latest(days, utc_today())
    address = f"/staff/?from={period.first}"

    def get() -> None:
        if client.get(address).status_code != 200:
            raise RuntimeError("The page was not served.")

    get()  # warm
    seconds = median(timed(get) for _ in range(REQUESTS))
    with asked() as queries:
        get()
    each = [
        (timed(lambda panel=panel: panel.read(read(period))), panel.slug)
        for _name, group in panels.shown()
        for panel in group
    ]
    slow, name = max(each)
    return seconds, queries, (name, slow)
