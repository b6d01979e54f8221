"""Reports of answers and shared pages, the block list, and people who are suspended."""
