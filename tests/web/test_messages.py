"""The pages speak Hebrew and Arabic whole: nothing is missing, and every value stays in its sentence."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from tools.messages import LOCALES, SOURCE, missing

ONE_NUMBER = {"he": 1, "ar": 3, "ru": 1}
"""How many of the first plural forms stand for a single number (none, one, two), which they may say in words."""

NAMES = {", ", "، ", "Open311"}
"""Sentences that stay as they are in English."""

_VALUE = re.compile(r"%(?:\((\w+)\))?[sd]")


def _values(text: str) -> Counter[str]:
    """The values of a sentence, by the name that stands for them; "" where they are told by place."""
    return Counter(found[1] or "" for found in _VALUE.finditer(text))


def _forms(message: Message) -> Iterator[tuple[int | None, str, str]]:
    """Each translated form, with the English that it says; the place of the form where there are several."""
    if isinstance(message.id, str):
        yield None, message.id, str(message.string)
        return
    for place, form in enumerate(message.string or ()):
        yield place, message.id[1], form


def _lost(message: Message, single: int) -> list[str]:
    """Forms that say other values than the English does."""
    wrong = []
    for place, english, form in _forms(message):
        left_out, brought_in = _values(english) - _values(form), _values(form) - _values(english)
        may_leave_out = int(place is not None and place < single and "" not in left_out)
        if brought_in or left_out.total() > may_leave_out:
            wrong.append(form)
    return wrong


@pytest.fixture(params=LOCALES)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    with (SOURCE / "locale" / request.param / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=request.param)


def _told(catalogue: Catalog) -> list[Message]:
    """What is translated; what is not is another test's finding."""
    messages = [message for message in catalogue if message.id and all(message.string or [""])]
    assert messages
    return messages


@pytest.mark.parametrize("locale", LOCALES)
def test_every_sentence_is_translated(locale: str) -> None:
    assert missing(locale) == []


def test_every_translation_keeps_the_values_of_its_sentence(catalogue: Catalog) -> None:
    single = ONE_NUMBER[str(catalogue.locale)]
    assert [form for message in _told(catalogue) for form in _lost(message, single)] == []


def test_values_can_be_put_in(catalogue: Catalog) -> None:
    """A letter lost after %(name)s, or a bare % sign, shows only when the sentence is used."""
    for message in _told(catalogue):
        for _place, english, form in _forms(message):
            if values := _values(english):
                given = (1,) * values[""] if "" in values else dict.fromkeys(values, 1)
                assert "%" not in form % given


def test_nothing_is_left_in_english(catalogue: Catalog) -> None:
    left = [
        form
        for message in _told(catalogue)
        for _place, english, form in _forms(message)
        if form == english and form not in NAMES
    ]
    assert left == []


def test_letters_of_the_language_are_in_every_translation(catalogue: Catalog) -> None:
    letters = {"he": "[א-ת]", "ar": "[ء-ي]", "ru": "[а-я]"}[str(catalogue.locale)]
    forms = [form for message in _told(catalogue) for _place, _english, form in _forms(message)]
    assert [form for form in forms if not re.search(letters, form) and form not in NAMES] == []


def test_spaces_at_the_ends_are_kept(catalogue: Catalog) -> None:
    def ends(text: str) -> tuple[bool, bool]:
        return text[:1].isspace(), text[-1:].isspace()

    forms = [pair[1:] for message in _told(catalogue) for pair in _forms(message)]
    assert [form for english, form in forms if ends(form) != ends(english)] == []


def test_no_translation_is_a_guess(catalogue: Catalog) -> None:
    assert [message.id for message in _told(catalogue) if message.fuzzy] == []


def test_a_lost_value_is_seen() -> None:
    """The check above on made-up sentences, so that it is known to catch what it is for."""
    whole = Message("%(name)s is empty.", "הקובץ %(name)s ריק.")
    lost = Message("%(name)s is empty.", "הקובץ ריק.")
    other = Message("%(name)s is empty.", "הקובץ %(file)s ריק.")
    several = Message(("%(count)s file", "%(count)s files"), ("קובץ אחד", "קבצים"))
    assert [len(_lost(message, 1)) for message in (whole, lost, other, several)] == [0, 1, 1, 1]
