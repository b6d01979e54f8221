"""A look at the mails that the product sends, for staff of a demo."""
