from django.apps import AppConfig


class PayingConfig(AppConfig):
    name = "chatapp.paying"
