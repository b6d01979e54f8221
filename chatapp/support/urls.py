"""Pages about people, and what staff do for them."""

from django.urls import path

from chatapp.support.views import acting, allowance, exporting, people, person

PERSON = "staff/people/<uuid:user_id>/"
ACCOUNT = "staff/accounts/<uuid:account_id>/"
urlpatterns = [
    path("staff/people/", people.people, name="staff_people"),
    path("staff/people/invitations/<uuid:invitation_id>/", people.invite_again, name="staff_invite_again"),
    path(PERSON, person.person, name="staff_person"),
    path(f"{PERSON}unlock/", acting.unlock, name="staff_unlock"),
    path(f"{PERSON}second-factor/", acting.reset_second_factor, name="staff_second_factor"),
    path(f"{PERSON}sign-out/", acting.sign_out, name="staff_sign_out"),
    path(f"{PERSON}mail/", acting.resend, name="staff_resend_mail"),
    path(f"{PERSON}export/", exporting.export_person, name="staff_export_person"),
    path(f"{PERSON}roles/give/", acting.give_role, name="staff_give_role"),
    path(f"{PERSON}roles/take/", acting.take_role, name="staff_take_role"),
    path(ACCOUNT, allowance.allowance, name="staff_allowance"),
    path(f"{ACCOUNT}trial/", allowance.extend, name="staff_extend_trial"),
    path(f"{ACCOUNT}limits/", allowance.set_limits, name="staff_set_limits"),
    path(f"{ACCOUNT}limits/<int:override_id>/end/", allowance.end_limits, name="staff_end_limits"),
]
