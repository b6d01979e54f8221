from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "chatapp.support"

    def ready(self) -> None:
        from . import told

        told.register()
