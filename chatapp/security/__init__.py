"""Proof beyond a password: authenticator apps, passkeys, recovery codes, and who must have one."""
