"""Staff act on somebody's answer: stop it, or have it made again."""
