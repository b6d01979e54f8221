"""The server-rendered pages."""

from django.urls import path

from chatapp.pages import views
from chatapp.pages.diagram import diagram

urlpatterns = [
    path("", views.landing, name="landing"),
    path("chat/", views.chat, name="chat"),
    path("chat/<uuid:conversation_id>/", views.chat, name="conversation"),
    path("diagram/", diagram, name="diagram"),
    path("settings/", views.settings_home, name="settings"),
]
