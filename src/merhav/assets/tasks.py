from django.core.management import call_command
from django_tasks import task


@task()
def carry_on(batch: str) -> None:
    """Bring one import to its end.

    The command is looked up by name so that a web process, which only puts the task into the queue, never loads
    the ledger and the engine.
    """
    call_command("carry_on", batch)


@task()
def carry_on_bundle(code: str) -> None:
    """Bring the files of one bundle to their end, together."""
    call_command("carry_on", bundle=code)


@task()
def forget_undecided() -> None:
    """Let go of files whose hour is over."""
    call_command("forget_undecided")


@task()
def tell_residents(authority: str, year: int, people: int, society: str | None) -> None:
    """Keep how many residents an authority has, by its short name, and read its shares anew."""
    call_command("residents", people, authority=authority, year=year, society=society)
