"""Texts that a person keeps to send again, each under a name: typed as /name, it stands in the composer."""
