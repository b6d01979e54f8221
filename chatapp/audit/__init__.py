"""What staff did, in one log that only grows: each entry carries the hash of the one before it."""
