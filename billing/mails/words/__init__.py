"""What the mails say, by subject. Each function is pure: facts in, content out."""
