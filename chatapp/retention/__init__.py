"""How long what people wrote is kept, where the operator sets a limit."""
