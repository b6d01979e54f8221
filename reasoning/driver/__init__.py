"""What `think` is made of: the books of a search, its engine calls, and who writes, judges, checks and answers."""
