"""Celery tasks and the commands that drive reasoning."""
