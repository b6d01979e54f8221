"""The list, the page of one run, and what was written."""

from . import content as content
from . import run as run
from . import runs as runs
