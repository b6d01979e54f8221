"""How a person leaves: the wish, the days in which it can be taken back, and the erasure."""
