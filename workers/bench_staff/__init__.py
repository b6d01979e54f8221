"""How fast the pages for staff are with a million answers, on a PostgreSQL of its own: `make bench-staff`."""
