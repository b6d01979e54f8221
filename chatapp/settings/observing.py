"""Who may see the figures, and where traces and reports of errors go."""

from __future__ import annotations

from importlib.util import find_spec

from . import env

METRICS_TOKEN = env.text("METRICS_TOKEN", example="a long random string")
if METRICS_TOKEN and len(METRICS_TOKEN) < 16:
    raise env.ConfigError("METRICS_TOKEN", "is shorter than 16 characters.", "a long random string")

# Traces go to PATH /v1/traces of this address, where it is set; their packages are optional.
OTEL_EXPORTER_OTLP_ENDPOINT = env.url(
    "OTEL_EXPORTER_OTLP_ENDPOINT", schemes=("http", "https"), example="http://127.0.0.1:4318"
)
if OTEL_EXPORTER_OTLP_ENDPOINT and find_spec("opentelemetry") is None:
    raise env.ConfigError(
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        "needs packages that are not installed: .venv/bin/pip install -c requirements.txt -r requirements-otel.txt",
        "http://127.0.0.1:4318",
    )

SENTRY_DSN = env.url("SENTRY_DSN", schemes=("https", "http"), example="https://key@sentry.example.org/1")
