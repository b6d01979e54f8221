"""Server-rendered pages and what they share."""
