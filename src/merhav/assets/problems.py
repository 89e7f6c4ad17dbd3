"""Every line that was not understood, written down while a file is read.

The line's number and the reason lie beside the staged rows and stay with the import. How the line begins may be somebody's
words: it is sealed under the page's key, and gone when the import is decided on.
"""

import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from merhav.connectors.base import Problem, Report
from merhav.core.text import Text

from . import sealed, staging

_SEALED = "problems"


@contextmanager
def listed(batch: str, key: str, report: Report) -> Iterator[None]:
    """While a file is read, each of its problems is written down; an earlier reading's are replaced."""
    with _Reasons(batch) as reasons, sealed.sealing(batch, _SEALED, key) as begins:

        def add(problem: Problem) -> None:
            reasons.add(problem)
            line = [problem.line, problem.why.as_json(), problem.excerpt]
            begins.write(json.dumps(line).encode() + b"\n")

        report.each_problem = add
        yield


def reasons(batch: str) -> Iterator[tuple[int, Text]]:
    """Line and reason of each; nothing where all was understood."""
    path = _path(batch)
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for text in file:
                line, why = json.loads(text)
                yield line, Text.from_json(why)


def with_beginnings(batch: str, key: str) -> Iterator[Problem]:
    """Each with how the line begins, for whoever has the page's key. Raises `Refusal` when they are gone."""
    with sealed.reading(batch, _SEALED, key) as file:
        for text in file:
            line, why, excerpt = json.loads(text)
            yield Problem(line, excerpt, Text.from_json(why))


def wordless(text: Text) -> Text:
    """The sentence without the file's own words in it: numbers stay, a word becomes three dots."""
    return Text(text.message, {name: _wordless(value) for name, value in text.values.items()})


def _wordless(value: object) -> object:
    if isinstance(value, Text):
        return wordless(value)
    return value if isinstance(value, int | float) else "…"


class _Reasons:
    """The readable half, made only when there is something to list."""

    def __init__(self, batch: str) -> None:
        self._path = _path(batch)
        self._unfinished = self._path.with_suffix(".part")
        self._file: gzip.GzipFile | None = None

    def add(self, problem: Problem) -> None:
        if self._file is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = gzip.GzipFile(self._unfinished, "wb", compresslevel=1)
        self._file.write(json.dumps([problem.line, wordless(problem.why).as_json()]).encode() + b"\n")

    def __enter__(self) -> Self:
        self._path.unlink(missing_ok=True)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        if self._file is None:
            return
        self._file.close()
        if kind is None:
            self._unfinished.replace(self._path)
        else:
            self._unfinished.unlink(missing_ok=True)


def _path(batch: str) -> Path:
    return staging.folder(batch) / "problems.gz"
