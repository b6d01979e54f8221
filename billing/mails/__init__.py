"""Mails about events: written down with the event, sent by a task until they are out.

`outbox` keeps and sends them, `kinds` says who gets which, the modules of `words` say what, `news` finds out what
there is to tell.
"""
