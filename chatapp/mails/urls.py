"""Mails to look at."""

from django.urls import path

from chatapp.mails import views

urlpatterns = [
    path("staff/mails/", views.mails, name="staff_mails"),
    path("staff/mails/<slug:name>/", views.as_html, name="staff_mail"),
    path("staff/mails/<slug:name>/text/", views.as_text, name="staff_mail_text"),
]
