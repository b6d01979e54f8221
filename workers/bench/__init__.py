"""`make bench-think`: how often thinking is right, what it costs, and what it adds to an engine's own speed.

Needs no Django and no running product: the driver, the embedded engine, and problems that no training has seen.
"""
