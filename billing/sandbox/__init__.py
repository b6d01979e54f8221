"""A stateful stand-in for Stripe: the part of its HTTP API that billing uses, for machines without a key.

It knows nothing of the rest of billing: requests come as HTTP (`api.handle`), events leave as signed HTTP bodies
(`delivery`). Its state is a file of its own, so that a rolled back transaction of ours undoes nothing there.
What a person does on Stripe's hosted pages stands in `people`, what time does in `clock`.
"""
