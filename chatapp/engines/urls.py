"""The page for connecting a model."""

from django.urls import path

from chatapp.engines import views

urlpatterns = [
    path("settings/model/", views.page, name="connect_model"),
    path("settings/model/list/", views.list_models, name="list_models"),
    path("settings/model/test/", views.test, name="test_model"),
    path("settings/model/connect/", views.connect, name="connect_tested_model"),
    path("settings/model/disconnect/", views.disconnect, name="disconnect_model"),
    path("settings/model/look/", views.look, name="look_for_models"),
    path("settings/model/use/", views.use, name="use_found_model"),
]
