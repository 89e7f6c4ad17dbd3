from django.apps import AppConfig


class ScoreboardApp(AppConfig):
    name = "merhav.scoreboard"
