"""The server-rendered pages."""

from django.urls import path
from django.views.i18n import set_language

from chatapp.pages import pwa, settings_views, views
from chatapp.pages.diagram import diagram

urlpatterns = [
    path("", views.landing, name="landing"),
    path("chat/", views.chat, name="chat"),
    path("chat/<uuid:conversation_id>/", views.chat, name="conversation"),
    path("diagram/", diagram, name="diagram"),
    path("language/", set_language, name="set_language"),
    path("settings/", views.settings_home, name="settings"),
    path("settings/general/", settings_views.general, name="settings_general"),
    path("settings/instructions/", settings_views.instructions, name="settings_instructions"),
    path("settings/notifications/", settings_views.notifications, name="settings_notifications"),
    path("settings/keyboard/", settings_views.keyboard, name="settings_keyboard"),
    path("manifest.webmanifest", pwa.manifest, name="manifest"),
    path("sw.js", pwa.worker, name="worker"),
    path("offline/", pwa.offline, name="offline"),
]
