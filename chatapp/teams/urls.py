"""The team pages."""

from django.urls import path

from chatapp.teams.views import joining, overview, people, team

urlpatterns = [
    path("settings/team/", overview.overview, name="settings_team"),
    path("settings/team/payer/", overview.choose, name="choose_payer"),
    path("teams/join/<str:token>/", joining.join, name="join_team"),
    path("teams/<uuid:account_id>/", team.page, name="team"),
    path("teams/<uuid:account_id>/invite/", team.invite, name="invite_to_team"),
    path(
        "teams/<uuid:account_id>/invitations/<uuid:invitation_id>/resend/",
        team.resend,
        name="resend_invitation",
    ),
    path(
        "teams/<uuid:account_id>/invitations/<uuid:invitation_id>/withdraw/",
        team.withdraw,
        name="withdraw_invitation",
    ),
    path("teams/<uuid:account_id>/rename/", team.rename, name="rename_team"),
    path("teams/<uuid:account_id>/leave/", team.leave, name="leave_team"),
    path("teams/<uuid:account_id>/people/<uuid:user_id>/", people.page, name="team_person"),
    path("teams/<uuid:account_id>/people/<uuid:user_id>/caps/", people.set_caps, name="set_caps"),
    path("teams/<uuid:account_id>/people/<uuid:user_id>/seat/", people.set_seat, name="set_seat"),
    path("teams/<uuid:account_id>/people/<uuid:user_id>/role/", people.set_role, name="set_role"),
    path("teams/<uuid:account_id>/people/<uuid:user_id>/remove/", people.remove, name="remove_from_team"),
    path("teams/<uuid:account_id>/people/<uuid:user_id>/hand-over/", people.hand_over, name="hand_over_team"),
]
