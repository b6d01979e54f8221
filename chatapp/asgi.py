"""The web process: pages over HTTP, answers over one WebSocket per tab."""

import gc
import os

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatapp.settings")
http = get_asgi_application()

from chatapp.attachments.door import Door  # noqa: E402  (needs the apps that the line above loads)
from chatapp.observing.entrance import Entrance  # noqa: E402  (needs the apps that the line above loads)
from chatapp.routing import websocket_urlpatterns  # noqa: E402  (needs the apps that the line above loads)

application = Entrance(
    ProtocolTypeRouter(
        {
            "http": Door(http),
            "websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(URLRouter(websocket_urlpatterns))),
        }
    )
)

# What has been imported stays: the collector need not walk it again in the middle of somebody's answer.
gc.collect()
gc.freeze()
