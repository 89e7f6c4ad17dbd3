from django.core.management import call_command
from django_tasks import task


@task()
def close(counter: int) -> None:
    """Count the visits that are over. The command is looked up by name, so that a page never loads the engine."""
    call_command("close_visits", counter)
