"""What to do with a question: its kind, the mode, the way to think; and when a fast answer is in doubt. Pure."""
