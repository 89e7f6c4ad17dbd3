from django.core.management import call_command
from django_tasks import task


@task()
def count(authority: int) -> None:
    """Bring what was told into the readings. The command is looked up by name, so that a page never loads the engine."""
    call_command("count_minutes", authority)


@task()
def reconcile(space: int) -> None:
    """Bring the minutes of a group in line with its imported chats, and the readings with both."""
    call_command("count_minutes", "--space", space)
