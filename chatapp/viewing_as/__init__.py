"""Staff see the product as a person sees it, for a few minutes, and change nothing (docs/adr/0017-view-as.md)."""
