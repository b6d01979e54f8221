from django.apps import AppConfig


class AttachmentsConfig(AppConfig):
    name = "chatapp.attachments"

    def ready(self) -> None:
        from . import removal

        removal.follow_deletions()
