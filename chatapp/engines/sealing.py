"""Secrets at rest: encrypted with a key that HKDF (RFC 5869) derives from SECRET_KEY.

SECRET_KEY_FALLBACKS still open what they sealed, so that SECRET_KEY can change without losing a key.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = b"fragaria connected model key v1"  # another purpose has another key
HINT = 4
SHORT = 12  # characters: of a key that is shorter, four would give too much away


class Unsealable(Exception):
    """Neither SECRET_KEY nor a fallback opens this."""


def seal(key: str, *, purpose: bytes = PURPOSE) -> str:
    """`key` as it is stored; nothing stays nothing."""
    return _fernet(_secrets(), purpose).encrypt(key.encode()).decode() if key else ""


def unseal(sealed: str, *, purpose: bytes = PURPOSE) -> str:
    """What `seal` was given for the same purpose. Raises Unsealable."""
    if not sealed:
        return ""
    try:
        return _fernet(_secrets(), purpose).decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise Unsealable from error


def hint(key: str) -> str:
    """As much of `key` as may be shown again."""
    return key[-HINT:] if len(key) >= SHORT else ""


def _secrets() -> tuple[str, ...]:
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@lru_cache(maxsize=8)
def _fernet(secrets: tuple[str, ...], purpose: bytes) -> MultiFernet:
    return MultiFernet([Fernet(_derived(secret, purpose)) for secret in secrets])


def _derived(secret: str, purpose: bytes) -> bytes:
    hkdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose)
    return urlsafe_b64encode(hkdf.derive(secret.encode()))
