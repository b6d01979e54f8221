"""Account pages of the product's own; allauth's are in allauth_urls.py."""

from django.urls import path

from chatapp.accounts import views

urlpatterns = [
    path("enter/<slug:name>/", views.enter, name="enter"),
    path("accounts/invitation/<str:token>/", views.accept_invitation, name="accept_invitation"),
    path("settings/sessions/", views.sessions, name="settings_sessions"),
    path("settings/sessions/end-others/", views.end_others, name="end_other_sessions"),
    path("settings/sessions/<int:session_id>/end/", views.end_session, name="end_session"),
]
