"""`manage.py rebuild-search`: make the index of all conversations anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from chatapp.conversations import search


class Command(BaseCommand):
    help = "Makes the search index of all conversations anew, while people go on."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"The index has {search.rebuild():,} entries.")
