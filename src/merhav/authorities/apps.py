from django.apps import AppConfig


class AuthoritiesApp(AppConfig):
    name = "merhav.authorities"
