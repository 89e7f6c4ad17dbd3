"""A million messages through `whatsapp_export`, beside the parsers that people use today.

    python benchmarks/whatsapp.py [MESSAGES]

Each reader runs in a process of its own on the same made file; what is compared is the processor time from the
file to columns of time, sender and text, the best of three rounds, so that what else the machine does weighs little. The peers (whatstk with automatic header detection, chat-miner) are taken from
the Python named by MERHAV_PEERS, else from the one that runs this. They read PEER_MESSAGES of the messages, because
they hold the whole file in memory; the times compared are those of one message.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

MESSAGES = 1_000_000
PEER_MESSAGES = 200_000
ROUNDS = 3
WANTED = {"whatstk": 8.0, "chat-miner": 20.0}
MEMORY_MB = 300

_WORDS = (  # noqa: SIM905 - a list of words reads as words
    "שלום לכולם מי יודע מתי נפתחת ההרשמה לחוגים במתנס השכונתי תודה רבה הבוקר הערב ילדים גן משחקים"
).split()  # fmt: skip

_MEASURE = """
import json, resource, time
started = time.process_time()
{run}
seconds = time.process_time() - started
print(json.dumps([count, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""

_OURS = """
from pathlib import Path
from merhav.connectors.base import Report, Told
from merhav.connectors.catalog.whatsapp_export import WhatsAppExport
from merhav.connectors.files import Source
from merhav.connectors.people import Pseudonyms
connector, source, report = WhatsAppExport(), Source.at(Path({path!r})), Report()
"""

_RUNS = {
    "columns": "count = sum(len(block) for block in connector.blocks(source, Told(), report))",
    "items": "count = sum(1 for _item in connector.items(source, Told(), report))",
    "rows": "n = sum(1 for _row in connector.rows(source, Told(), Pseudonyms(bytes(32)), report)); count = report.items",
}

_PEERS = {
    "whatstk": (
        "from whatstk import WhatsAppChat\n",
        "count = len(WhatsAppChat.from_source({path!r}).df)",
    ),
    "chat-miner": (
        "from chatminer.chatparsers import WhatsAppParser\n",
        "parser = WhatsAppParser({path!r}); parser.parse_file(); count = len(parser.parsed_messages.get_df())",
    ),
}


def make(path: Path, messages: int) -> None:
    chance, at = random.Random(1), datetime(2020, 1, 1)  # noqa: DTZ001 - the file's clock has no zone
    with path.open("w", encoding="utf-8") as chat:
        for _message in range(messages):
            at += timedelta(seconds=chance.randint(5, 300))
            words = " ".join(chance.choices(_WORDS, k=chance.randint(2, 14)))
            chat.write(
                f"{at.day}.{at.month}.{at.year}, {at:%H:%M} - תושב {chance.randint(1, 800)}: {words}\n"
            )


def best(python: str, setup: str, run: str) -> tuple[int, float, float]:
    """How many messages, in how many seconds of the processor, with how many megabytes at most."""
    return min((measured(python, setup, run) for _round in range(ROUNDS)), key=lambda found: found[1])


def measured(python: str, setup: str, run: str) -> tuple[int, float, float]:
    done = subprocess.run(
        [python, "-W", "ignore", "-c", setup + _MEASURE.format(run=run)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    count, seconds, megabytes = json.loads(done.stdout.splitlines()[-1])
    return count, seconds, megabytes


def ours(path: Path, messages: int) -> dict[str, float]:
    rates = {}
    for name, run in _RUNS.items():
        count, seconds, megabytes = best(sys.executable, _OURS.format(path=str(path)), run)
        assert count == messages, f"{name}: {count} of {messages} messages"  # noqa: S101 - a wrong count is no result
        rates[name] = seconds / count * 1e6
        print(f"merhav {name:8} {count:>9,} messages {rates[name]:7.2f} µs each {megabytes:6.0f} MB")
        if name == "columns" and megabytes > MEMORY_MB:
            raise SystemExit(f"{megabytes:.0f} MB is more than {MEMORY_MB}")
    return rates


def main() -> None:
    messages = int(sys.argv[1]) if len(sys.argv) > 1 else MESSAGES
    python = os.environ.get("MERHAV_PEERS", sys.executable)
    with tempfile.TemporaryDirectory() as folder:
        whole, part = Path(folder) / "whole.txt", Path(folder) / "part.txt"
        make(whole, messages)
        make(part, min(messages, PEER_MESSAGES))
        mine = ours(whole, messages)["columns"]
        missed = []
        for name, (setup, run) in _PEERS.items():
            count, seconds, megabytes = best(python, setup, run.format(path=str(part)))
            ratio = seconds / count * 1e6 / mine
            print(f"{name:15} {count:>9,} messages {seconds / count * 1e6:7.2f} µs each {megabytes:6.0f} MB")
            print(f"  merhav is {ratio:.1f} times as fast (wanted: {WANTED[name]:.0f})")
            if ratio < WANTED[name] or count != min(messages, PEER_MESSAGES):
                missed.append(name)
    if missed:
        raise SystemExit("missed: " + ", ".join(missed))


if __name__ == "__main__":
    main()
