"""Engines: one protocol, and adapters that speak it."""
