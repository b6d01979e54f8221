"""What staff do to an answer."""

from django.urls import path

from . import views

urlpatterns = [
    path("staff/runs/<uuid:run_id>/cancel/", views.cancel, name="cancel_run"),
    path("staff/runs/<uuid:run_id>/rerun/", views.rerun, name="rerun"),
]
