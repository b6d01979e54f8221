"""Models that people of the site connect, without a restart, and the page for it."""

CONNECT = "engines.connect_model"  # the permission to do so; superusers have it
