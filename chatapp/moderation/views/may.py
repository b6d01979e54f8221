"""Who may look at these pages."""

from chatapp.accounts.guards import needs

MODERATE = "staff.moderate"
moderator = needs(MODERATE)
