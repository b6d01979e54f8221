"""The WebSocket: frames, the hub that relays runs, and the consumer."""
