"""What was said: conversations and their trees of messages."""
