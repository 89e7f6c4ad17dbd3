from django.apps import AppConfig


class CounterApp(AppConfig):
    name = "merhav.counter"
