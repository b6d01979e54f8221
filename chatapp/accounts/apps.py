from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "chatapp.accounts"

    def ready(self) -> None:
        from . import welcome

        welcome.register()
