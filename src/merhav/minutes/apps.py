from django.apps import AppConfig


class MinutesApp(AppConfig):
    name = "merhav.minutes"

    def ready(self) -> None:
        from . import receivers  # noqa: F401, PLC0415 - its receivers are connected by being loaded
