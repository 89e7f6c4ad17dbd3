from django.core.management import call_command
from django_tasks import task


@task()
def carry_on(batch: str) -> None:
    """Bring one import to its end.

    The command is looked up by name so that a web process, which only puts the task into the queue, never loads
    the ledger and the engine.
    """
    call_command("carry_on", batch)
