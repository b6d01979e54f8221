"""Leaving, and staying after all."""

from django.urls import path

from . import views

urlpatterns = [
    path("settings/delete-account/", views.delete_account, name="settings_delete_account"),
    path("goodbye/", views.goodbye, name="goodbye"),
    path("leaving/", views.leaving, name="leaving"),
    path("leaving/stay/", views.stay, name="stay"),
]
