"""A million lines through `access_log`, beside goaccess.

    python benchmarks/access_log.py [LINES]

Each reader runs in a process of its own on the same made file, one month of a site in the combined format; what is
compared is the processor time from the file to the visits of people, the best of three rounds, so that what else the
machine does weighs little. goaccess is taken from the path, or from MERHAV_GOACCESS; where it is missing, that is said.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter

LINES = 1_000_000
ROUNDS = 3
WANTED = 0.5
MEMORY_MB = 150

_PAGES = ["/", "/he/pay/", "/he/forms/", "/%D7%A6%D7%95%D7%A8-%D7%A7%D7%A9%D7%A8", "/robots.txt"] + [
    f"/he/news/{number}?from=home" for number in range(2000)
]
_PARTS = [f"/static/{number}.js" for number in range(60)] + [f"/media/{number}.jpg" for number in range(900)]
_ROBOTS = (
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "curl/8.5.0",
)
_STATUSES = (200, 200, 200, 200, 200, 200, 304, 301, 404)

_OURS = """
from pathlib import Path
from merhav.connectors.base import Report, Told
from merhav.connectors.catalog.access_log import AccessLog
from merhav.connectors.files import Source
from merhav.connectors.people import Pseudonyms
from merhav.connectors.weblog.counting import Count
source, report = Source.at(Path({path!r})), Report()
for _one in {run}: pass
assert report.items == {lines} and not report.not_understood
"""

_RUNS = {
    "visits": "Count(source, {}, report).visits()",
    "rows": "AccessLog().rows(source, Told(), Pseudonyms(bytes(32)), report)",
}


def make(path: Path, lines: int) -> None:
    with path.open("w", encoding="ascii") as log:
        log.writelines(_made(lines))


def _made(lines: int) -> Iterator[str]:
    chance, begins = random.Random(1), datetime(2026, 3, 1)  # noqa: DTZ001 - the zone is written behind it
    people = [
        (".".join(str(chance.randint(1, 254)) for _part in range(4)), _agent(chance))
        for _person in range(40_000)
    ]
    for number in range(lines):
        at = begins + timedelta(seconds=number * 31 * 86_400 / lines)
        address, agent = chance.choice(people)
        path = chance.choice(_PARTS if chance.random() < 0.6 else _PAGES)
        yield (
            f'{address} - - [{at:%d/%b/%Y:%H:%M:%S} +0200] "GET {path} HTTP/1.1" {chance.choice(_STATUSES)}'
            f' {chance.randint(200, 90_000)} "https://www.town.example.org/he/" "{agent}"\n'
        )


def _agent(chance: random.Random) -> str:
    """One of some ten thousand: robots, and browsers of many versions."""
    if chance.random() < 0.1:
        return chance.choice(_ROBOTS)
    version = f"{chance.randint(90, 140)}.0.{chance.randint(0, 200)}.0"
    return f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{version} Safari/537.36"


def best(command: Sequence[str]) -> tuple[float, float, float]:
    """Seconds of the processor, seconds by the wall, megabytes at most: of the quickest round."""
    return min(measured(command) for _round in range(ROUNDS))


def measured(command: Sequence[str]) -> tuple[float, float, float]:
    begun = perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _pid, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{command[0]} ended with {child.returncode}")
    return used.ru_utime + used.ru_stime, perf_counter() - begun, used.ru_maxrss / 1024


def ours(path: Path, lines: int) -> float:
    """Seconds of the processor to the visits, the start of Python included."""
    seconds = {}
    for name, run in _RUNS.items():
        script = _OURS.format(path=str(path), run=run, lines=lines)
        seconds[name], wall, megabytes = best([sys.executable, "-c", script])
        tell(f"merhav {name}", lines, seconds[name], wall, megabytes)
        if megabytes > MEMORY_MB:
            raise SystemExit(f"{megabytes:.0f} MB is more than {MEMORY_MB}")
    return seconds["visits"]


def peer(program: str, path: Path, lines: int) -> float:
    output = str(path.with_suffix(".json"))
    options = ("--no-global-config", "--log-format=COMBINED", "--no-progress", "-o", output)
    seconds, wall, megabytes = best([program, str(path), *options])
    tell("goaccess", lines, seconds, wall, megabytes)
    return seconds


def tell(name: str, lines: int, seconds: float, wall: float, megabytes: float) -> None:
    print(
        f"{name:15} {lines:>9,} lines {seconds / lines * 1e6:7.2f} µs each ({wall:.1f} s by the wall) {megabytes:6.0f} MB"
    )


def main() -> None:
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else LINES
    program = shutil.which(os.environ.get("MERHAV_GOACCESS", "goaccess"))
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "access.log"
        make(log, lines)
        mine = ours(log, lines)
        if program is None:
            print("goaccess is not installed: nothing to compare with")
            return
        ratio = peer(program, log, lines) / mine
    print(f"  merhav is {ratio:.1f} times as fast (wanted: {WANTED})")
    if ratio < WANTED:
        raise SystemExit("missed: goaccess")


if __name__ == "__main__":
    main()
