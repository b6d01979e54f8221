from django.apps import AppConfig


class BillingConfig(AppConfig):
    name = "billing"

    def ready(self) -> None:
        from django.conf import settings

        from .plans_file import use

        if settings.CATALOGUE is not None:
            use(settings.CATALOGUE)
