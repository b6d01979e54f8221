"""Money and allowances. Knows nothing of chat: it sees accounts, people's ids, meters and amounts."""
