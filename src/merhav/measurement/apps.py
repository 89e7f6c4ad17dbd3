from django.apps import AppConfig


class MeasurementApp(AppConfig):
    name = "merhav.measurement"
