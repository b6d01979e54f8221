"""Teams in the browser: their people, seats and invitations, and which account pays."""
