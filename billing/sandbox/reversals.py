"""Money goes back: refunds, and disputes, by which a card's owner takes a payment back through their bank."""

from __future__ import annotations

from .errors import ApiError
from .world import Obj, World

DAY = 24 * 60 * 60


def refund(world: World, params: Obj) -> Obj:
    """POST /v1/refunds."""
    charge = world.get("charge", world.get("payment_intent", params["payment_intent"])["latest_charge"])
    left = charge["amount"] - charge["amount_refunded"]
    amount = int(params.get("amount", left))
    if not 0 < amount <= left:
        raise ApiError(400, "The charge has already been refunded.", code="charge_already_refunded")
    made = {
        "id": world.new_id("re"), "object": "refund", "amount": amount, "charge": charge["id"],
        "created": world.now, "currency": "usd", "metadata": params.get("metadata", {}),
        "payment_intent": charge["payment_intent"], "reason": params.get("reason"), "status": "succeeded",
    }  # fmt: skip
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount"]
    world.save("charge.refunded", charge)
    return world.save("refund.created", made)


def dispute(world: World, charge_id: str) -> Obj:
    """The card's owner takes the payment back."""
    charge = world.get("charge", charge_id)
    made = {
        "id": world.new_id("dp"), "object": "dispute", "amount": charge["amount"], "balance_transactions": [],
        "charge": charge_id, "created": world.now, "currency": "usd", "enhanced_eligibility_types": [],
        "evidence": {"enhanced_evidence": {}},
        "evidence_details": {
            "due_by": world.now + 7 * DAY, "enhanced_eligibility": {}, "has_evidence": False,
            "past_due": False, "submission_count": 0, "submission_method": "not_submitted",
        },
        "is_charge_refundable": False, "livemode": False, "metadata": {},
        "payment_intent": charge["payment_intent"], "reason": "fraudulent", "status": "needs_response",
    }  # fmt: skip
    world.save("charge.updated", charge | {"disputed": True})
    return world.save("charge.dispute.created", made)


def close_dispute(world: World, dispute_id: str, *, won: bool) -> Obj:
    made = world.get("dispute", dispute_id) | {"status": "won" if won else "lost"}
    return world.save("charge.dispute.closed", made)
