"""What models are asked beside the question itself, and how their replies are read. Pure."""
