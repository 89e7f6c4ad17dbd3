"""What a page holds of files that wait for a decision, and nobody else: the key they are sealed under, their names.

The form of a page carries it to the next, so that one may go from a bundle to one of its files and back.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from django.http import QueryDict

from .models import Import
from .previews import Look, Said

_FILE, _CONNECTOR, _SPACE, _PROPOSED, _WAS = "file-", "connector-", "space-", "proposed-", "was-"


@dataclass(frozen=True, slots=True)
class Held:
    """One file of a bundle, as its line on the page has it."""

    file: str = ""
    connector: str = ""
    space: str = ""
    proposed: str = ""
    """The name of the space as it stood there when the page was made."""

    @property
    def said(self) -> Said:
        return Said(self.connector, self.space, is_proposed=self.space == self.proposed)


@dataclass(frozen=True, slots=True)
class Carried:
    key: str = ""
    files: Mapping[str, Held] = field(default_factory=dict)
    """By batch; empty for a file that was brought in alone."""

    @classmethod
    def of(cls, posted: QueryDict) -> Self:
        batches = [name.removeprefix(_SPACE) for name in posted if name.startswith(_SPACE)]
        return cls(
            posted.get("key", ""),
            {
                batch: Held(
                    *(posted.get(part + batch, "").strip() for part in (_FILE, _CONNECTOR, _SPACE, _PROPOSED))
                )
                for batch in batches
            },
        )

    @classmethod
    def from_looks(cls, key: str, looks: list[Look]) -> Self:
        return cls(key, {seen.import_.batch: held(seen) for seen in looks})

    def with_look(self, seen: Look) -> "Carried":
        """A file of the bundle was looked at again."""
        if seen.import_.batch not in self.files:
            return self
        return Carried(self.key, {**self.files, seen.import_.batch: held(seen)})

    def hidden(self) -> Iterator[tuple[str, str]]:
        """Names and values of the fields in which a page carries it."""
        yield "key", self.key
        for batch, one in self.files.items():
            yield _FILE + batch, one.file
            yield _CONNECTOR + batch, one.connector
            yield _SPACE + batch, one.space
            yield _PROPOSED + batch, one.proposed

    def said(self) -> dict[str, Said]:
        return {batch: one.said for batch, one in self.files.items()}


def held(seen: Look) -> Held:
    return Held(seen.file, seen.import_.connector, seen.space, seen.space)


def said_of(import_: Import, posted: QueryDict) -> Said:
    """What a page says of one file: in fields of its own, else in its line of a bundle.

    An answer counts where it was changed; what was told of the file before holds, as long as it is read by the same connector.
    """
    line = Carried.of(posted).files.get(import_.batch, Held())
    if "space" in posted:
        space, proposed = posted.get("space", "").strip(), posted.get("was-space", "").strip()
        line = replace(line, space=space, proposed=proposed)
    connector = posted.get("connector", line.connector)
    before = import_.answers if connector in {"", import_.connector} else {}
    return replace(line.said, connector=connector, answers={**before, **_changed(posted)})


def changes_reading(import_: Import, posted: QueryDict) -> bool:
    """Whether the file would be read otherwise than it was."""
    connector = posted.get("connector", "")
    return bool(_changed(posted)) or connector not in {"", import_.connector}


def _changed(posted: QueryDict) -> dict[str, str]:
    return {
        name: posted.get(name, "").strip()
        for name in posted.getlist("asked")
        if posted.get(name, "").strip() != posted.get(_WAS + name)
    }
