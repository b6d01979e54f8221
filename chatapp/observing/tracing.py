"""Traces with OpenTelemetry, from the message that asks to the last word: optional, and nothing where
OTEL_EXPORTER_OTLP_ENDPOINT is not set.

A span carries ids, modes and numbers, never what anybody wrote. Its parent travels in the run's input
(carrying.py), so that it survives a restart and another worker.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings

Value = str | int | float | bool
_tracer: Any = None


def start(role: str) -> None:
    """Send this process's spans to OTEL_EXPORTER_OTLP_ENDPOINT from now on, if it is set."""
    if not settings.OTEL_EXPORTER_OTLP_ENDPOINT:
        return
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource({"service.name": f"fragaria-{role}"}))
    address = settings.OTEL_EXPORTER_OTLP_ENDPOINT.rstrip("/") + "/v1/traces"
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=address)))
    use(provider)


def use(provider: Any) -> None:
    """Make spans with this provider; None makes none."""
    global _tracer
    _tracer = provider.get_tracer("fragaria") if provider is not None else None


@contextmanager
def span(name: str, *, parent: str = "", **attributes: Value) -> Iterator[None]:
    """A span for as long as the block runs. `parent` is a `traceparent`; without it the span around is."""
    if _tracer is None:
        yield
        return
    from opentelemetry.trace import StatusCode

    # An exception's own words may quote what somebody wrote: its kind says enough.
    with _tracer.start_as_current_span(
        name,
        context=_context(parent),
        attributes=attributes,
        record_exception=False,
        set_status_on_exception=False,
    ) as made:
        try:
            yield
        except Exception as error:
            made.set_status(StatusCode.ERROR, type(error).__name__)
            raise


def begin(name: str, **attributes: Value) -> Any:
    """A span that `end` ends, under the one around; None where there are no traces."""
    return _tracer.start_span(name, attributes=attributes) if _tracer is not None else None


def end(begun: Any, **attributes: Value) -> None:
    """End what `begin` began."""
    if begun is not None:
        begun.set_attributes(attributes)
        begun.end()


def past(name: str, seconds: float, **attributes: Value) -> None:
    """A span that ends now and has taken so long."""
    if _tracer is not None:
        now = time.time_ns()
        _tracer.start_span(name, attributes=attributes, start_time=now - int(seconds * 1e9)).end(now)


def note(name: str) -> None:
    """Something happened at this moment of the span around."""
    if _tracer is not None:
        from opentelemetry.trace import get_current_span

        get_current_span().add_event(name)


def traceparent() -> str:
    """The span around as W3C's header has it; '' where there is none."""
    if _tracer is None:
        return ""
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    carrier: dict[str, str] = {}
    TraceContextTextMapPropagator().inject(carrier)
    return carrier.get("traceparent", "")


def _context(parent: str) -> Any:
    if not parent:
        return None
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    return TraceContextTextMapPropagator().extract({"traceparent": parent})
