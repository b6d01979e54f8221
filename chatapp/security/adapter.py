"""Where allauth asks the product about second factors: what they are called, and how their secrets are kept."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.utils.translation import gettext_lazy as _

from chatapp.accounts.agents import describe_agent
from chatapp.accounts.models import User
from chatapp.engines import sealing

PURPOSE = b"fragaria second factor v1"
logger = logging.getLogger(__name__)


class MFAAdapter(DefaultMFAAdapter):
    """Secrets are encrypted at rest, and a new passkey is called after the browser that made it."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _(
            "That code is not right, or was used already. Wait for the next one, and try again."
        ),
    }

    def encrypt(self, text: str) -> str:
        return sealing.seal(text, purpose=PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        """A secret that cannot be opened becomes one that nobody knows: an empty one would let everybody in."""
        try:
            return sealing.unseal(encrypted_text, purpose=PURPOSE)
        except sealing.Unsealable:
            logger.error("a second factor's secret cannot be opened: is SECRET_KEY_FALLBACKS complete?")
            return generate_totp_secret()

    def generate_authenticator_name(self, user: User, type: Any) -> str:
        return describe_agent(get_account_adapter().get_http_user_agent(context.request))

    def _get_site_name(self) -> str:
        return "Fragaria"
