"""Set-up, checks and tests. Standard library only where the virtual environment may not exist yet."""
