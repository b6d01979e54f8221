from django.apps import AppConfig
from django.db.models.signals import post_migrate


class StaffConfig(AppConfig):
    name = "chatapp.staff"

    def ready(self) -> None:
        from .services import sync_roles

        post_migrate.connect(sync_roles, sender=self)
