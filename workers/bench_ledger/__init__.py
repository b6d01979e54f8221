"""How fast the ledger and the webhooks' intake are, on a PostgreSQL of their own: `make bench-ledger`."""
