"""Figures for Prometheus. Each process adds up its own and hands what is new to Redis every few seconds; any web
process shows the sums of all of them (docs/adr/0016-figures.md).
"""
