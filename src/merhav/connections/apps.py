from django.apps import AppConfig


class ConnectionsApp(AppConfig):
    name = "merhav.connections"

    def ready(self) -> None:
        from merhav.assets.panels import PANELS  # noqa: PLC0415 - models are not there before

        from .panels import panel  # noqa: PLC0415

        PANELS.append(panel)
