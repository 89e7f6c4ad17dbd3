from django.core.management import call_command
from django_tasks import task


@task()
def reconcile(space: int) -> None:
    """Count what was told of a group, in line with its imported chats. The command is looked up by name, so that a page
    never loads the ledger and the engine.
    """
    call_command("count_minutes", space)
