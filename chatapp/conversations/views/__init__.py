"""Server-rendered pages about conversations: shared ones, files in and out, the links that are out there."""
