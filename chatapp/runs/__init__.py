"""A run is one answer being made: its lifecycle, lease, event log and checkpoint."""
