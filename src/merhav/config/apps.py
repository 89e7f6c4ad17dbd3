from django.apps import AppConfig


class ConfigApp(AppConfig):
    name = "merhav.config"
    label = "config"
