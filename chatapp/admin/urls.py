"""The admin."""

from django.urls import path

from chatapp.admin.registry import site

urlpatterns = [path("staff/admin/", site.urls)]
