"""What operators see of the running product: log lines, figures, traces. None of it holds what people write."""
