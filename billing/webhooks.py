"""POST /billing/webhook/: take what Stripe signed, and answer at once. See `inbox` for what follows."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from . import gateway, inbox


@csrf_exempt
@require_POST
def webhook(request: HttpRequest) -> HttpResponse:
    """200 when the event is stored, or was before; 400 without a trace for anything else."""
    try:
        event = gateway.verified_event(request.body, request.headers.get("Stripe-Signature", ""))
    except gateway.GatewayError:
        return HttpResponse(status=400)
    if bool(event["livemode"]) != gateway.live():
        return HttpResponse(status=400)
    inbox.take(event)
    return HttpResponse(status=200)
