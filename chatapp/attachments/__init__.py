"""Files that people attach to their questions: taken in, read, kept, and gone with what they belong to."""
