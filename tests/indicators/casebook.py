"""Reads the cases: Markdown that a clerk can read, small tables in, expected readings out.

A file is a family, `##` an indicator. Its tables stand under a line "Facts:" (or no line), "Observed:", "Sources:",
"Population:" and "Readings:". The line "Unless a table says otherwise:" gives what the rows of all tables have. A case of
an indicator that waits for its source has no tables.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from merhav.core.periods import LOCAL, Month, months
from merhav.facts.tables import TABLES, Kind

FOLDER = Path(__file__).parent / "cases"
KINDS = {
    "Facts:": "activity",
    "Observed:": "observation",
    "Sources:": "coverage",
    "Population:": "population",
    "Readings:": "readings",
}
USUAL = "Unless a table says otherwise: "
COLUMNS = {name: {column.name: column.kind for column in table.columns} for name, table in TABLES.items()}


@dataclass
class Case:
    indicator: str
    usual: dict[str, str]
    tables: dict[str, list[dict[str, str]]] = field(
        default_factory=lambda: {name: [] for name in KINDS.values()}
    )

    @property
    def months(self) -> list[Month]:
        """All that the case speaks of, with those between."""
        moments = [row["at"][:7] for name in ("activity", "observation") for row in self.tables[name]]
        spoken = sorted(
            Month.parse(text) for text in (*moments, *(row["month"] for row in self.tables["readings"]))
        )
        return list(months(spoken[0], spoken[-1])) if spoken else [Month(2026, 3)]

    @property
    def facts(self) -> dict[str, list[dict[str, Any]]]:
        told = {
            name: [self._fact(name, n, row) for n, row in enumerate(self.tables[name])]
            for name in COLUMNS
            if name in self.tables
        }
        if not told["coverage"]:
            since, until = (
                moment.replace(tzinfo=None) for moment in (self.months[0].start, self.months[-1].end)
            )
            rows = (*told["activity"], *told["observation"])
            spaces = {(row["asset"], row["space"]): row for row in rows}
            told["coverage"] = [
                row | {"id": n, "since": since, "until": until, "from_birth": False}
                for n, row in enumerate(spaces.values())
            ]
        return told

    def _fact(self, table: str, number: int, row: dict[str, str]) -> dict[str, Any]:
        words = {"authority": "1", "from_birth": "no", **self.usual, **row}
        known = {name: word for name, word in words.items() if name in COLUMNS[table]}
        return {"id": number, "batch": "b"} | {
            name: _value(COLUMNS[table][name], word) for name, word in known.items()
        }


def cases() -> Iterator[Case]:
    for path in sorted(FOLDER.glob("*.md")):
        yield from _read(path.read_text(encoding="utf-8").splitlines())


def _read(lines: list[str]) -> Iterator[Case]:
    usual: dict[str, str] = {}
    case: Case | None = None
    kind, header = "activity", None
    for line in lines:
        if line.startswith(USUAL):
            usual = dict(pair.split("=") for pair in line.removeprefix(USUAL).split(", "))
        elif line.startswith("## "):
            if case:
                yield case
            case, kind = Case(line[3:].strip(), usual), "activity"
        elif line in KINDS:
            kind = KINDS[line]
        elif not line.startswith("|"):
            if header:
                kind = "activity"
            header = None
        elif header is None:
            header = _cells(line)
        elif not set(line) <= set("|- "):
            assert case is not None
            case.tables[kind].append(dict(zip(header, _cells(line), strict=True)))
    if case:
        yield case


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _value(kind: Kind, word: str) -> Any:
    return None if word == "" else _READERS.get(kind, str)(word)


def _number(word: str) -> int:
    """A name in a case is a person or a thing; which number it has does not matter."""
    return int(word) if word.isdigit() else int.from_bytes(word.encode()[:7])


def _moment(word: str) -> datetime:
    local = datetime.strptime(word, "%Y-%m-%d %H:%M").replace(tzinfo=LOCAL)
    return local.astimezone(UTC).replace(tzinfo=None)


_READERS: dict[Kind, Callable[[str], Any]] = {
    Kind.NUMBER: _number,
    Kind.DECIMAL: float,
    Kind.TRUTH: {"yes": True, "no": False}.__getitem__,
    Kind.MOMENT: _moment,
    Kind.DAY: date.fromisoformat,
}
