"""What is stored of moderation."""

from .block import Block as Block
from .report import Report as Report
from .suspension import Appeal as Appeal
from .suspension import Suspension as Suspension
