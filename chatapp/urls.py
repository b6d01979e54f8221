"""Where requests go."""

from django.urls import include, path

from chatapp.api import api

urlpatterns = [
    path("accounts/", include("chatapp.accounts.allauth_urls")),
    path("api/", api.urls),
    path("", include("billing.urls")),
    path("", include("chatapp.accounts.urls")),
    path("", include("chatapp.admin.urls")),
    path("", include("chatapp.attachments.urls")),
    path("", include("chatapp.controls.urls")),
    path("", include("chatapp.conversations.urls")),
    path("", include("chatapp.dashboard.urls")),
    path("", include("chatapp.engines.urls")),
    path("", include("chatapp.explorer.urls")),
    path("", include("chatapp.mails.urls")),
    path("", include("chatapp.intervening.urls")),
    path("", include("chatapp.leaving.urls")),
    path("", include("chatapp.moderation.urls")),
    path("", include("chatapp.observing.urls")),
    path("", include("chatapp.paying.urls")),
    path("", include("chatapp.security.urls")),
    path("", include("chatapp.supervisor.urls")),
    path("", include("chatapp.support.urls")),
    path("", include("chatapp.teams.urls")),
    path("", include("chatapp.traces.urls")),
    path("", include("chatapp.viewing_as.urls")),
    path("", include("chatapp.pages.urls")),
]

handler404 = "chatapp.pages.errors.not_found"
handler500 = "chatapp.pages.errors.server_error"
