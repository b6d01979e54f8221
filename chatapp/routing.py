"""Where WebSockets go."""

from django.urls import path

from chatapp.live.consumer import LiveConsumer

websocket_urlpatterns = [path("ws", LiveConsumer.as_asgi())]
