"""How many days what people wrote is kept; 0 is for ever."""

from __future__ import annotations

from . import env

RETENTION_CONVERSATIONS_DAYS = env.integer("RETENTION_CONVERSATIONS_DAYS", 0, most=36500, example="365")
RETENTION_RUN_EVENTS_DAYS = env.integer("RETENTION_RUN_EVENTS_DAYS", 0, most=36500, example="90")
