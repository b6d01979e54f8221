"""Everything of an installation in one file, and an installation out of such a file, on either database.

The file is a ZIP: a JSON line for each row of each table, the attachments as they are, and at its end a manifest with
counts, sums and checksums (docs/operations.md).
"""
