from django.apps import AppConfig


class RunsConfig(AppConfig):
    name = "chatapp.runs"

    def ready(self) -> None:
        from . import answer_mail

        answer_mail.register()
