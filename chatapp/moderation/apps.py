from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "chatapp.moderation"

    def ready(self) -> None:
        from chatapp.conversations import feedback

        from . import mails, reporting

        mails.register()
        feedback.LISTENERS.append(reporting.heard)
