"""The queue. Tasks live in workers/; the web product enqueues them by name (see runs/enqueue.py)."""

import os

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatapp.settings")

app = Celery("fragaria")
app.config_from_object("chatapp.celery_config")
app.autodiscover_tasks(["workers"])


@setup_logging.connect
def keep_django_logging(**_: object) -> None:
    """Celery would install handlers of its own; Django's LOGGING is already in place."""
