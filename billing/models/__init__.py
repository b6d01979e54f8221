"""Who pays, who sits where, and the ledger of what was used."""

from .accounts import AuditEntry, BillingAccount
from .teams import Membership, TeamInvitation
from .usage import UsageHold

__all__ = ["AuditEntry", "BillingAccount", "Membership", "TeamInvitation", "UsageHold"]
