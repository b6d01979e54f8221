"""Does a request come from this very machine? Asked before a demo account opens without a password."""

from billing.loopback import from_this_machine as from_this_machine
