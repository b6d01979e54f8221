"""The sandbox's HTTP API: a request in, status, headers and body out. Routes are a literal table.

Kept from Stripe: authentication by key, idempotency with comparison of parameters, refusal of unknown parameters,
cursors, `expand`, error bodies.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from . import (
    cards,
    catalogue,
    changes,
    checkout,
    customers,
    payments,
    reversals,
    schedules,
    subscriptions,
    upcoming,
)
from .errors import ApiError
from .forms import decode
from .world import Obj, World, world

Answer = tuple[int, dict[str, str], str]
Handler = Callable[..., Obj | list[Obj]]
PAGING = {"limit", "starting_after", "ending_before", "created"}


def _reader(kind: str) -> Handler:
    return lambda world, params, id_: world.get(kind, id_)


def _lister(kind: str, *filters: str) -> Handler:
    return lambda world, params: world.all(kind, **{name: params[name] for name in filters if name in params})


def _list_subscriptions(world: World, params: Obj) -> list[Obj]:
    found = world.all("subscription", **({"customer": params["customer"]} if "customer" in params else {}))
    status = params.get("status", "")
    if status == "all":
        return found
    return [
        each for each in found if each["status"] == status or (not status and each["status"] != "canceled")
    ]


def _list_invoices(world: World, params: Obj) -> list[Obj]:
    found = world.all("invoice", **{name: params[name] for name in ("customer", "status") if name in params})
    wanted = params.get("subscription")
    return [each for each in found if wanted in (None, subscriptions.subscription_of(each))]


def _list_events(world: World, params: Obj) -> list[Obj]:
    found = world.all("event", **({"type": params["type"]} if "type" in params else {}))
    if params.get("delivery_success") != "false":
        return found
    taken = "SELECT event FROM deliveries WHERE attempts > 0 AND status BETWEEN 200 AND 299"
    delivered = {row[0] for row in world.sql.execute(taken)}
    return [each for each in found if each["id"] not in delivered]


# Method, path, handler, and the parameters that it takes.
ROUTES: list[tuple[str, str, Handler, set[str]]] = [
    ("POST", "products", catalogue.create_product, {"id", "name", "description", "metadata"}),
    ("GET", "products", _lister("product"), set()),
    ("GET", "products/ID", _reader("product"), set()),
    ("POST", "products/ID", catalogue.update_product, {"name", "description", "metadata", "active"}),
    ("POST", "prices", catalogue.create_price,
     {"product", "currency", "unit_amount", "recurring", "lookup_key", "transfer_lookup_key", "metadata",
      "nickname", "tax_behavior"}),
    ("GET", "prices", catalogue.list_prices, {"lookup_keys", "active", "product"}),
    ("GET", "prices/ID", _reader("price"), set()),
    ("POST", "prices/ID", catalogue.update_price, {"active", "lookup_key", "transfer_lookup_key", "metadata"}),
    ("POST", "coupons", catalogue.create_coupon,
     {"id", "name", "percent_off", "amount_off", "currency", "duration", "duration_in_months", "metadata"}),
    ("GET", "coupons/ID", _reader("coupon"), set()),
    ("POST", "promotion_codes", catalogue.create_promotion_code,
     {"code", "promotion", "max_redemptions", "expires_at", "metadata"}),
    ("GET", "promotion_codes", _lister("promotion_code", "code"), {"code"}),
    ("POST", "customers", customers.create_customer, {"email", "name", "metadata", "address"}),
    ("GET", "customers", _lister("customer", "email"), {"email"}),
    ("GET", "customers/ID", _reader("customer"), set()),
    ("POST", "customers/ID", customers.update_customer,
     {"email", "name", "metadata", "invoice_settings", "address"}),
    ("GET", "customers/ID/payment_methods", customers.list_payment_methods, {"type"}),
    ("POST", "customers/ID/tax_ids", customers.create_tax_id, {"type", "value"}),
    ("GET", "customers/ID/tax_ids", customers.list_tax_ids, set()),
    ("DELETE", "customers/ID/tax_ids/ID", customers.delete_tax_id, set()),
    ("POST", "payment_methods/ID/attach", cards.attach_token, {"customer"}),
    ("GET", "payment_methods/ID", _reader("payment_method"), set()),
    ("POST", "checkout/sessions", checkout.create_session,
     {"mode", "ui_mode", "customer", "line_items", "success_url", "cancel_url", "client_reference_id",
      "allow_promotion_codes", "subscription_data", "tax_id_collection", "customer_update", "metadata",
      "expires_at", "billing_address_collection", "automatic_tax"}),
    ("GET", "checkout/sessions", _lister("checkout.session", "customer", "status"), {"customer", "status"}),
    ("GET", "checkout/sessions/ID", _reader("checkout.session"), set()),
    ("POST", "checkout/sessions/ID/expire", checkout.expire_session, set()),
    ("POST", "billing_portal/sessions", checkout.create_portal, {"customer", "return_url"}),
    ("GET", "subscriptions", _list_subscriptions, {"customer", "status"}),
    ("POST", "subscriptions", subscriptions.create_subscription,
     {"customer", "items", "trial_period_days", "payment_behavior", "metadata", "automatic_tax"}),
    ("GET", "subscriptions/ID", _reader("subscription"), set()),
    ("POST", "subscriptions/ID", changes.update,
     {"items", "proration_behavior", "payment_behavior", "proration_date", "cancel_at_period_end", "cancel_at",
      "trial_end", "metadata"}),
    ("DELETE", "subscriptions/ID", subscriptions.cancel, set()),
    ("POST", "subscription_schedules", schedules.create_schedule, {"from_subscription"}),
    ("GET", "subscription_schedules/ID", _reader("subscription_schedule"), set()),
    ("POST", "subscription_schedules/ID", schedules.update_schedule,
     {"phases", "end_behavior", "proration_behavior"}),
    ("POST", "subscription_schedules/ID/release", schedules.release_schedule, set()),
    ("POST", "invoices/create_preview", upcoming.preview,
     {"customer", "subscription", "subscription_details", "schedule"}),
    ("GET", "invoices", _list_invoices, {"customer", "subscription", "status"}),
    ("GET", "invoices/ID", _reader("invoice"), set()),
    ("POST", "invoices/ID/pay", payments.pay, set()),
    ("POST", "invoices/ID/void", subscriptions.void_invoice, set()),
    ("GET", "invoice_payments", _lister("invoice_payment", "invoice"), {"invoice"}),
    ("GET", "payment_intents/ID", _reader("payment_intent"), set()),
    ("GET", "charges", _lister("charge", "customer"), {"customer"}),
    ("GET", "charges/ID", _reader("charge"), set()),
    ("POST", "refunds", reversals.refund, {"payment_intent", "amount", "reason", "metadata"}),
    ("GET", "disputes", _lister("dispute", "charge"), {"charge"}),
    ("GET", "disputes/ID", _reader("dispute"), set()),
    ("GET", "events", _list_events, {"type", "delivery_success"}),
    ("GET", "events/ID", _reader("event"), set()),
]  # fmt: skip
COMPILED = [
    (method, re.compile("/v1/" + path.replace("ID", "([^/]+)") + "$"), handler, allowed)
    for method, path, handler, allowed in ROUTES
]


def handle(file: Path, method: str, url: str, headers: Mapping[str, str], body: str) -> Answer:
    """Answer one request against the state in `file`."""
    parts = urlsplit(url)
    params = decode(body if method == "POST" else parts.query)
    try:
        _authenticate(headers)
        with world(file) as here:
            return _once(here, method, parts.path, params, headers)
    except ApiError as error:
        return error.status, _headers(), error.as_json()


def _authenticate(headers: Mapping[str, str]) -> None:
    given = {name.lower(): value for name, value in headers.items()}.get("authorization", "")
    if not given.startswith("Bearer sk_test_"):
        raise ApiError(401, "The sandbox takes test keys only.", kind="invalid_request_error")


def _once(here: World, method: str, path: str, params: Obj, headers: Mapping[str, str]) -> Answer:
    key = {name.lower(): value for name, value in headers.items()}.get("idempotency-key")
    if method != "POST" or not key:
        return 200, _headers(), json.dumps(_answer(here, method, path, params))
    wanted = json.dumps([method, path, params], sort_keys=True)
    fingerprint = hashlib.sha256(wanted.encode()).hexdigest()
    row = here.sql.execute("SELECT fingerprint, status, body FROM answers WHERE key = ?", (key,)).fetchone()
    if row and row[0] != fingerprint:
        raise ApiError(
            400,
            "Keys for idempotent requests can only be used with the same parameters they were first used with.",
            kind="idempotency_error",
        )
    if row:
        return row[1], {**_headers(), "Idempotent-Replayed": "true"}, row[2]
    body = json.dumps(_answer(here, method, path, params))
    here.sql.execute("INSERT INTO answers VALUES (?, ?, 200, ?)", (key, fingerprint, body))
    return 200, _headers(), body


def _answer(here: World, method: str, path: str, params: Obj) -> Obj:
    for wanted, pattern, handler, allowed in COMPILED:
        match = pattern.match(path)
        if not match or wanted != method:
            continue
        expand = params.pop("expand", [])
        unknown = set(params) - allowed - (PAGING if method == "GET" else set())
        if unknown:
            name = sorted(unknown)[0]
            raise ApiError(400, f"Received unknown parameter: {name}", code="parameter_unknown", param=name)
        try:
            found = handler(here, params, *match.groups())
        except KeyError as error:
            name = str(error.args[0])
            message = f"Missing required param: {name}."
            raise ApiError(400, message, code="parameter_missing", param=name) from None
        answer = found if isinstance(found, dict) else page(found, params, path)
        for dotted in expand:
            _expand(here, answer, dotted.split("."))
        return answer
    raise ApiError(404, f"Unrecognized request URL ({method}: {path}).")


def page(found: list[Obj], params: Obj, url: str) -> Obj:
    """A list object: newest first, `limit` (10) after the cursor."""
    since = params.get("created", {})
    if "gte" in since:
        found = [each for each in found if each["created"] >= int(since["gte"])]
    if "starting_after" in params:
        ids = [each["id"] for each in found]
        cursor = params["starting_after"]
        if cursor not in ids:
            raise ApiError(
                400, f"No such object: '{cursor}'", code="resource_missing", param="starting_after"
            )
        found = found[ids.index(cursor) + 1 :]
    limit = int(params.get("limit", 10))
    return {"object": "list", "data": found[:limit], "has_more": len(found) > limit, "url": url}


KINDS = {
    "cus": "customer", "in": "invoice", "sub": "subscription", "pi": "payment_intent", "pm": "payment_method",
    "ch": "charge", "prod": "product", "coupon": "coupon", "cs": "checkout.session",
}  # fmt: skip


def _expand(here: World, node: Any, path: list[str]) -> None:
    if not path or not node:
        return
    if isinstance(node, list):
        for each in node:
            _expand(here, each, path)
        return
    value = node.get(path[0])
    if isinstance(value, str):
        kind = KINDS.get(value.partition("_")[0])
        if kind is None:
            raise ApiError(400, f"This property cannot be expanded ({path[0]}).", param="expand")
        value = node[path[0]] = here.get(kind, value)
    _expand(here, value, path[1:])


def _headers() -> dict[str, str]:
    return {"Content-Type": "application/json", "Request-Id": "req_sandbox"}
