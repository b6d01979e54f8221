"""Where allauth asks the product: who may sign up, and what a new person gets."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up with e-mail and password."""


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Sign-up through single sign-on."""
