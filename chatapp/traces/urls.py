"""The page on which a person says what their thinking may be used for."""

from django.urls import path

from chatapp.traces import views

urlpatterns = [
    path("settings/privacy/", views.privacy, name="settings_privacy"),
    path("settings/privacy/allow/", views.allow, name="allow_traces"),
    path("settings/privacy/withdraw/", views.withdraw, name="withdraw_traces"),
    path("settings/privacy/teams/<uuid:account_id>/", views.team_rule, name="team_traces"),
]
