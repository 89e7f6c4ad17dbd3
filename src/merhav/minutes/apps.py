from django.apps import AppConfig


class MinutesApp(AppConfig):
    name = "merhav.minutes"

    def ready(self) -> None:
        from merhav.assets.panels import PANELS  # noqa: PLC0415 - models are not there before

        from . import receivers  # noqa: F401, PLC0415 - its receivers are connected by being loaded
        from .panels import panel  # noqa: PLC0415

        PANELS.append(panel)
