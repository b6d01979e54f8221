"""Thinking: many paths, one driver. No Django, no Celery, no Redis, no Stripe in here."""
