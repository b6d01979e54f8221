"""What is stored of conversations."""

from .conversation import Conversation as Conversation
from .conversation import Message as Message
from .conversation import text_parts as text_parts
from .feedback import Feedback as Feedback
from .project import Project as Project
from .search import SearchEntry as SearchEntry
from .share import Share as Share
from .transfer import Import as Import
from .transfer import ImportChunk as ImportChunk
