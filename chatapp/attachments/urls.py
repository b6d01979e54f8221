"""Where files are fetched."""

from django.urls import path

from . import views

urlpatterns = [
    path("attachments/<uuid:attachment_id>/", views.download, name="attachment"),
    path("attachments/<uuid:attachment_id>/picture/", views.picture, name="attachment_picture"),
]
