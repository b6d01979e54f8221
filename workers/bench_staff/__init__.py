"""How fast the dashboard and its rollups are with a million answers, on a PostgreSQL of its own: `make bench-staff`."""
