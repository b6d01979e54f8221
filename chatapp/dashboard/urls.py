"""The dashboard."""

from django.urls import path

from chatapp.dashboard import views

urlpatterns = [
    path("staff/", views.dashboard, name="dashboard"),
    path("staff/figures/<slug:slug>.csv", views.export, name="export_panel"),
]
