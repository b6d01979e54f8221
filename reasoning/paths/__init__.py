"""From streamed text to the steps and the answer of a path."""
