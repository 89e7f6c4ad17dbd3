"""Sentences for translators: collected from Python and templates into .po files, compiled for the programs.

python -m tools.messages collect     after changing sentences
python -m tools.messages compile     after changing translations (make does it)
python -m tools.messages missing     lists what has no translation yet
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).resolve().parents[1] / "src" / "merhav"
LOCALES = ("he", "ar", "ru")
PUBLIC = {
    "ru": (
        "minutes/figures.py",
        "minutes/forms.py",
        "minutes/services.py",
        "minutes/templates/minutes/fill.html",
        "minutes/templates/minutes/public.html",
        "minutes/templates/minutes/sheet.html",
        "minutes/templates/minutes/thanks.html",
        "minutes/templates/minutes/_fields.html",
        "desk/templates/desk/page.html",
    )
}
"""Languages in which only what residents and leaders meet is spoken, and the files it stands in."""
_KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip


def _python() -> Iterator[tuple[Path, bytes]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield path, path.read_bytes()


def _templates() -> Iterator[tuple[Path, bytes]]:
    """Templates as Django turns them into Python-like text for message tools."""
    from django.utils.translation.template import templatize  # noqa: PLC0415 - compiling needs no Django

    for path in sorted(SOURCE.rglob("*.html")):
        yield path, templatize(path.read_text(encoding="utf-8"), origin=str(path)).encode()


def collected(locale: str = "") -> Catalog:
    """All sentences that the locale has to say, by the file in which they stand."""
    catalog = Catalog(project="Merhav", fuzzy=False)
    for path, text in (*_python(), *_templates()):
        if str(path.relative_to(SOURCE)) not in PUBLIC.get(locale, (str(path.relative_to(SOURCE)),)):
            continue
        for _line, function, found, _comments in extract_python(
            io.BytesIO(text), _KEYWORDS, [], {"encoding": "utf-8"}
        ):
            message, context = _message(function, found)
            if message:
                catalog.add(message, locations=[(str(path.relative_to(SOURCE)), 0)], context=context)
    return catalog


def _message(
    function: str | None, found: str | tuple[str, ...] | None
) -> tuple[str | tuple[str, str], str | None]:
    """What a call says: one sentence, or its singular and plural."""
    words = (
        (found,) if isinstance(found, str) else tuple(word for word in found or () if isinstance(word, str))
    )
    context = None
    if function in {"pgettext", "npgettext"}:
        context, *rest = words
        words = tuple(rest)
    if function in {"ngettext", "ngettext_lazy", "npgettext"} and len(words) > 1:
        return (words[0], words[1]), context
    return (words[0] if words else ""), context


def _file(locale: str) -> Path:
    return SOURCE / "locale" / locale / "LC_MESSAGES" / "django.po"


def _translations(locale: str) -> Catalog:
    path = _file(locale)
    if not path.exists():
        return Catalog(locale=locale, project="Merhav", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def collect() -> None:
    for locale in LOCALES:
        catalog = _translations(locale)
        catalog.update(collected(locale), no_fuzzy_matching=True)
        path = _file(locale)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(
                file, catalog, omit_header=False, sort_output=True, include_lineno=False, ignore_obsolete=True
            )


def compile_all() -> None:
    for path in sorted((SOURCE / "locale").glob("*/LC_MESSAGES/django.po")):
        with path.open("rb") as source:
            catalog = read_po(source, locale=path.parts[-3])
        with path.with_suffix(".mo").open("wb") as target:
            write_mo(target, catalog)


def missing(locale: str) -> list[str]:
    """Sentences of the source that the locale does not say yet."""
    known = _translations(locale)
    lacking = []
    for message in collected(locale):
        if not message.id:
            continue
        found = known.get(message.id, message.context)
        if found is None or not found.string or (isinstance(found.string, tuple) and not all(found.string)):
            lacking.append(str(message.id))
    return lacking


def main() -> None:
    task = sys.argv[1] if len(sys.argv) > 1 else "compile"
    if task == "collect":
        collect()
    elif task == "missing":
        for locale in LOCALES:
            for sentence in missing(locale):
                print(locale, sentence)
    else:
        compile_all()


if __name__ == "__main__":
    main()
