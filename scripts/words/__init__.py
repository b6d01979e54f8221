"""The words of the interface: found in the code, kept in one catalogue a language, checked for what is missing.

`python -m scripts.words` reads the code and writes the catalogues again; docs/translating.md says the rest.
"""
