"""The pages that Stripe hosts, as the sandbox has them; and one to move its clock and disturb its webhooks.

They exist in demo mode without a key, and for this machine only.
"""
