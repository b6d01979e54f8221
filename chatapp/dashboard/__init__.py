"""Figures for staff: what the business earns and costs, and how the machine runs, day by day."""
