"""Whether money is asked for, and through which Stripe: an account with keys, or the sandbox in demo mode."""

from __future__ import annotations

from . import env, keys
from .product import DEMO, HOME, HOST, PORT

STRIPE_SECRET_KEY = env.text("STRIPE_SECRET_KEY", example="sk_live_...")
STRIPE_WEBHOOK_SECRET = env.text("STRIPE_WEBHOOK_SECRET", example="whsec_...")
if STRIPE_SECRET_KEY and not STRIPE_SECRET_KEY.startswith(("sk_", "rk_")):
    raise env.ConfigError("STRIPE_SECRET_KEY", "must begin with sk_ or rk_.", "sk_live_...")
if STRIPE_SECRET_KEY and not STRIPE_WEBHOOK_SECRET.startswith("whsec_"):
    raise env.ConfigError(
        "STRIPE_WEBHOOK_SECRET", "is needed with STRIPE_SECRET_KEY, and begins with whsec_.", "whsec_..."
    )
BILLING = env.flag("BILLING", True, example="off") and (DEMO or bool(STRIPE_SECRET_KEY))

# The terms that are accepted with an order: their version is kept with it. Without an address the page /terms/ says
# how paying works here.
TERMS_URL = env.url("TERMS_URL", schemes=("https", "http"), example="https://example.org/terms")
TERMS_VERSION = env.text("TERMS_VERSION", "2026-11", example="2027-01")
if len(TERMS_VERSION) > 20:
    raise env.ConfigError("TERMS_VERSION", "is longer than 20 characters.", "2027-01")
# Days free at the start of an account's first paid plan; 0 offers none.
TRIAL_DAYS = env.integer("TRIAL_DAYS", 14 if DEMO else 0, most=365, example="14")

# What answers may cost the installation in a day (UTC), in US dollars; 0 is no ceiling.
SPEND_CEILING_USD = env.integer("SPEND_CEILING_USD", 0, example="50")

# The sandbox stands in for Stripe where there is no key to protect; never in production, never beside a key.
STRIPE_SANDBOX = BILLING and DEMO and not STRIPE_SECRET_KEY
STRIPE_SANDBOX_FILE = HOME / "stripe-sandbox.sqlite3"
# Where its pages are.
STRIPE_SANDBOX_URL = f"http://{f'[{HOST}]' if ':' in HOST else HOST}:{PORT}/stripe-sandbox/"
if STRIPE_SANDBOX:
    STRIPE_SECRET_KEY = "sk_test_sandbox"  # noqa: S105
    STRIPE_WEBHOOK_SECRET = f"whsec_{keys.stored(HOME / 'stripe_sandbox_secret')}"
