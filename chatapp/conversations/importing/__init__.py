"""Taking in what people exported from other products."""
