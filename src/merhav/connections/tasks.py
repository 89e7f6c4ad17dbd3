from django.core.management import call_command
from django_tasks import task


@task()
def pull(connection: int) -> None:
    """Ask one product. The command is looked up by name, so that a page never loads the ledger and the engine."""
    call_command("pull", connection)


@task()
def read_heard(hook: int) -> None:
    """Read the meetings that are over, of which a product told by itself."""
    call_command("read_heard", hook)
