from django.apps import AppConfig


class DemoApp(AppConfig):
    name = "merhav.demo"
