from django.apps import AppConfig


class RecordingApp(AppConfig):
    name = "merhav.recording"
