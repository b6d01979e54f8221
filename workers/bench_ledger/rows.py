"""People, their accounts, and a ledger with a past."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db import connection

from billing.models import BillingAccount, UsageHold
from chatapp.accounts.models import User

PEOPLE = 400
# A person's answers of the last 90 days, the newest 4 hours ago: what an account in use has behind it.
PAST = """
INSERT INTO billing_usagehold (account_id, user_id, meter, plan, idempotency_key, units, tokens, cost_micros, state,
    reason, overage, created_at, expires_at, settled_at)
SELECT a.id, a.owner_id, CASE WHEN n %% 5 = 0 THEN 'think' ELSE 'fast' END, 'plus', 'past-' || %s || '-' || n, 1, 200,
    900, CASE WHEN n %% 12 = 0 THEN 'released' ELSE 'committed' END, CASE WHEN n %% 12 = 0 THEN 'failed' ELSE '' END,
    FALSE, t.at, t.at + interval '900 seconds', t.at + interval '20 seconds'
FROM generate_series(%s, %s) AS n
JOIN (SELECT id, owner_id, row_number() OVER (ORDER BY id) - 1 AS place FROM billing_billingaccount) AS a
    ON a.place = n %% %s
CROSS JOIN LATERAL (SELECT now() - interval '4 hours' - random() * interval '90 days' AS at) AS t
"""


@dataclass(frozen=True, slots=True)
class Person:
    account: BillingAccount
    user_id: uuid.UUID


def make_people() -> list[Person]:
    """PEOPLE people with an account on Plus each."""
    users = User.objects.bulk_create(User(email=f"{uuid.uuid4().hex}@people.example") for _ in range(PEOPLE))
    accounts = BillingAccount.objects.bulk_create(BillingAccount(owner=user, plan="plus") for user in users)
    return [Person(account, account.owner_id) for account in accounts]


def fill(rows: int) -> None:
    """Let the ledger have `rows` rows, spread over all accounts; those that are there stay."""
    there = UsageHold.objects.count()
    with connection.cursor() as cursor:
        if rows > there:
            cursor.execute(PAST, [uuid.uuid4().hex[:8], there + 1, rows, PEOPLE])
        # As autovacuum would have done long before a ledger is that large.
        cursor.execute("VACUUM ANALYZE billing_usagehold")
