from django.apps import AppConfig


class ViewingAsConfig(AppConfig):
    name = "chatapp.viewing_as"
