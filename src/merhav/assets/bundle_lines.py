"""A bundle's page: each file on a line, with what it was taken for and what it still asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext as _

from merhav.connectors.registry import connectors
from merhav.core.text import Text

from .bundling import EXPORTED_ON, files_of
from .carried import Carried, Held
from .models import Bundle, Import, Stage
from .previews import Look
from .readiness import Ground, lacking
from .words import said


@dataclass(frozen=True, slots=True)
class Line:
    """One file that waits for a decision."""

    number: int
    import_: Import
    file: str
    """Its name, which only the page has."""
    space: str
    sure: str
    facts: list[str]
    asks: list[str]
    refusal: str
    list_of_spaces: str

    @property
    def is_ready(self) -> bool:
        return self.import_.stage == Stage.PREVIEWED and not self.asks


@dataclass(slots=True)
class Lines:
    """The files of a bundle, those that wait and those on which somebody decided."""

    waiting: list[Line]
    decided: list[Import]
    spaces: dict[str, list[str]]
    """Names of spaces to offer, by asset."""

    @property
    def ready(self) -> int:
        return sum(line.is_ready for line in self.waiting)

    @property
    def done(self) -> int:
        return sum(not import_.on_its_way for import_ in self.decided)

    @property
    def is_under_way(self) -> bool:
        return any(import_.on_its_way and not import_.failure for import_ in self.decided)

    @property
    def applied(self) -> int:
        return sum(import_.stage == Stage.APPLIED for import_ in self.decided)

    @property
    def new(self) -> int:
        return sum(import_.new or 0 for import_ in self.decided if import_.stage == Stage.APPLIED)

    @property
    def answer(self) -> str:
        """How many files wait, and for what."""
        unread = sum(line.import_.stage == Stage.UNREAD for line in self.waiting)
        asking = len(self.waiting) - self.ready - unread
        counts = (
            (self.ready, ngettext("%(count)s is ready", "%(count)s are ready", self.ready)),
            (asking, ngettext("%(count)s asks something", "%(count)s ask something", asking)),
            (unread, ngettext("%(count)s could not be read yet", "%(count)s could not be read yet", unread)),
        )
        told = pgettext("between the words of a list", ", ").join(
            words % {"count": count} for count, words in counts if count
        )
        files = ngettext("%(count)s file waits for you", "%(count)s files wait for you", len(self.waiting))
        return f"{files % {'count': len(self.waiting)}}: {told}." if self.waiting else ""

    @property
    def asks_day(self) -> bool:
        """Whether some file that waits asks on which day it was exported."""
        return any(_asks_day(line.import_) for line in self.waiting)


def lines_of(
    bundle: Bundle, carried: Carried, looks: Sequence[Look] = (), refusals: Mapping[str, Text] | None = None
) -> Lines:
    """`refusals`: why a file was not applied, by batch."""
    ground, imports = Ground.of(bundle.authority), list(files_of(bundle))
    seen = {one.import_.batch: one for one in looks}
    why = {batch: one.refusal for batch, one in seen.items() if one.refusal} | dict(refusals or {})
    waiting = [
        _line(number, import_, carried.files.get(import_.batch, Held()), why.get(import_.batch), ground)
        for number, import_ in enumerate(imports, start=1)
        if import_.is_undecided
    ]
    assets = sorted({asset for asset, _name in ground.spaces})
    return Lines(
        waiting,
        [import_ for import_ in imports if not import_.is_undecided],
        {asset: ground.names(asset) for asset in assets},
    )


def _line(number: int, import_: Import, held: Held, refusal: Text | None, ground: Ground) -> Line:
    name = held.space or (import_.space.name if import_.space else "")
    reader = connectors().get(import_.connector)
    why = refusal or (Text.from_json(import_.refused) if import_.refused else None)
    return Line(
        number=number,
        import_=import_,
        file=held.file,
        space=name,
        sure=_sure(import_),
        facts=said(import_.counts) if import_.stage == Stage.PREVIEWED else [],
        asks=lacking(import_, name, ground) if import_.stage == Stage.PREVIEWED else [],
        refusal=why.translated(gettext) if why else "",
        list_of_spaces=f"spaces-{reader.asset.value}" if reader else "",
    )


def _sure(import_: Import) -> str:
    """How sure the recognition is, in words and percent."""
    if not import_.connector:
        return ""
    if import_.sure is None:
        return _("as you said")
    words = _("certain") if import_.sure >= 0.9 else _("likely") if import_.sure >= 0.7 else _("a guess")
    return f"{words} · {import_.sure:.0%}"


def _asks_day(import_: Import) -> bool:
    reader = connectors().get(import_.connector)
    return reader is not None and any(
        question.name == EXPORTED_ON and not question.before for question in reader.asks
    )
