"""Programs inside answers: found in text, called in the sandbox, compared by what they do.

Nothing here parses or runs a program in this process: what a model wrote is read by patterns, and everything
else happens in the sandbox.
"""
