"""What the page asks of conversations over HTTP (docs/protocol.md)."""

from ninja import Router

from . import history, messages, projects, searching, shares

router = Router()
router.add_router("", history.router)
router.add_router("", messages.router)
router.add_router("", projects.router)
router.add_router("", searching.router)
router.add_router("", shares.router)
