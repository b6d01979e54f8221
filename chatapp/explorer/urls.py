"""Answers, for staff."""

from django.urls import path

from . import views

urlpatterns = [
    path("staff/runs/", views.runs.runs, name="staff_runs"),
    path("staff/runs/<uuid:run_id>/", views.run.run, name="staff_run"),
    path("staff/runs/<uuid:run_id>/open/", views.content.open_content, name="open_content"),
    path("staff/runs/<uuid:run_id>/close/", views.content.close_content, name="close_content"),
    path("staff/runs/<uuid:run_id>/content/", views.content.content, name="run_content"),
]
