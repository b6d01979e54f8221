"""What is in the database, for staff to look at: all of it by ids, figures and times, nothing of what people wrote.

Nothing is changed here. What staff do is done on pages of its own, which know the rules, ask why, and write it down.
"""
