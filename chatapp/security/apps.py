from django.apps import AppConfig


class SecurityConfig(AppConfig):
    name = "chatapp.security"

    def ready(self) -> None:
        from . import notices  # noqa: F401  (it listens)
