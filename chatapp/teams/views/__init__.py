"""The team pages. Whoever is not in a team finds nothing there."""
