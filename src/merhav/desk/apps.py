from django.apps import AppConfig


class DeskApp(AppConfig):
    name = "merhav.desk"
