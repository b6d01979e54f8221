"""Helping people: finding somebody, what they have here, and what staff may do for them."""
