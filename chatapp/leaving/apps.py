from django.apps import AppConfig


class LeavingConfig(AppConfig):
    name = "chatapp.leaving"

    def ready(self) -> None:
        from . import mails

        mails.register()
