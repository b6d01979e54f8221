"""For staff: finding an answer, seeing how it was made, and, with a reason, what was written."""
