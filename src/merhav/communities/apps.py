from django.apps import AppConfig


class CommunitiesApp(AppConfig):
    name = "merhav.communities"
