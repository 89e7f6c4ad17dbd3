import signal
import subprocess
import sys
from argparse import ArgumentParser
from typing import Any

from merhav.authorities.commands import Command as Base


class Command(Base):
    help = "Serve the site, and carry out background work beside it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=1, help="processes that serve pages")
        parser.add_argument(
            "--no-work", action="store_true", help="background work runs elsewhere: merhav work"
        )

    def work(self, **options: Any) -> None:
        commands = [_web(options["host"], options["port"], options["workers"])]
        if not options["no_work"]:
            commands.append([sys.executable, "-m", "merhav.config.command", "work"])
        self.stdout.write(f"Merhav serves http://{options['host']}:{options['port']} (Ctrl-C ends it)")
        self.stdout.flush()
        sys.exit(_together(commands))


def _web(host: str, port: int, workers: int) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", "4", "--log-level", "warning",
        "merhav.config.wsgi:application",
    ]  # fmt: skip


def _together(commands: list[list[str]]) -> int:
    """Run the programs until one of them ends or somebody ends this one; then end the others."""
    running = [subprocess.Popen(command) for command in commands]  # noqa: S603 - our own programs
    signal.signal(signal.SIGTERM, lambda *_told: sys.exit(0))
    try:
        while all(process.poll() is None for process in running):
            try:
                running[0].wait(timeout=1)
            except subprocess.TimeoutExpired:
                continue
        return max(process.returncode or 0 for process in running)
    except (KeyboardInterrupt, SystemExit):
        return 0
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(timeout=15)
