from django.apps import AppConfig


class TracesConfig(AppConfig):
    name = "chatapp.traces"
