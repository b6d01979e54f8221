"""Seeing the product as a person."""

from django.urls import path

from . import views

urlpatterns = [
    path("staff/people/<uuid:person_id>/view-as/", views.start, name="start_viewing"),
    path("viewing/stop/", views.stop, name="stop_viewing"),
]
