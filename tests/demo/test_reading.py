"""The demo town's files are read by the connectors of anybody's files, whole, and hold nothing that is real."""

import re
from collections import Counter
from collections.abc import Iterator

from tests.demo.files import chats, text

from merhav.connectors.base import Report, Told
from merhav.connectors.files import Source
from merhav.connectors.people import Pseudonyms
from merhav.connectors.registry import connectors, recognised
from merhav.demo.generate import Story
from merhav.demo.manifest import ExportFile, Manifest
from merhav.demo.wordings import Event


def test_every_file_is_recognised_as_what_it_is(manifest: Manifest) -> None:
    """And as nothing else: what two connectors know equally well is refused."""
    for file in manifest.files:
        found = recognised(Source.at(file.path))
        assert (file.path.name, found.connector.slug) == (file.path.name, file.connector)
        assert found.sure >= 0.5


def test_the_connector_understands_every_line(manifest: Manifest) -> None:
    for file in manifest.files:
        reader, report, people = connectors()[file.connector], Report(), Pseudonyms(b"demo")
        answers = Told(file.told)
        rows = reader.rows(Source.at(file.path), answers, people, report)
        assert list(reader.finished(rows, answers, people)), file.path.name
        assert (file.path.name, report.not_understood, report.problems) == (file.path.name, 0, [])
        assert {people.person(name) for name in file.roles} <= set(report.senders)


def test_every_question_that_is_answered_is_asked(manifest: Manifest) -> None:
    """What the file tells itself, or nobody asks, need not be told in the demo."""
    for file in manifest.files:
        asked = {question.name for question in connectors()[file.connector].asks}
        assert (file.path.name, set(file.told) - asked) == (file.path.name, set())


_EVENTS = {
    Event.ENCRYPTED: "encryption_notice",
    Event.CREATED: "group_created",
    Event.JOINED_MYSELF: "joined_via_link",
    Event.JOINED: "joined_via_link",
    Event.ADDED: "added",
    Event.LEFT: "left",
    Event.REMOVED: "removed",
    Event.SUBJECT: "subject_changed",
    Event.DESCRIPTION: "description_changed",
    Event.ICON: "icon_changed",
    Event.PROMOTED: "promoted",
    Event.NUMBER: "number_changed",
    Event.PINNED: "pinned",
}


def test_every_notice_is_read_as_what_it_was_written_for(manifest: Manifest, told: Story) -> None:
    """In seven telephones' wording: as many joined, left, renamed… as the story has."""
    reader = connectors()["whatsapp_export"]
    last = {file.space.name: file for file in chats(manifest)}
    for chat in told.chats:
        file = last[chat.group.space.name]
        found = Counter(
            item["event"] for item in reader.items(Source.at(file.path), Told(file.told), Report())
        )
        meant = Counter(_EVENTS[line.event] for line in chat.lines if line.event is not None)
        assert {event: found[event] for event in meant} == meant
        assert found["poll"] == sum(line.form == "poll" for line in chat.lines)


_HOST = re.compile(r"(?:https?://|@)([\w.-]+)")
_OF_THE_FORMAT = {"maps.google.com", "www.facebook.com", "www.google.com", "www.sitemaps.org"}
"""A place that was shared, a post's address, a robot's name and the grammar of a site's map."""
_ADDRESS = re.compile(r"(?<![\w./])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])")
_DOCUMENTED = ("192.0.2.", "198.51.100.", "203.0.113.")
_TELEPHONE = re.compile(r"\+?972[-\d ]{8,}|\b05\d[-\d]{7,}")


def test_nothing_in_the_files_is_real(manifest: Manifest) -> None:
    """Hosts, networks and telephone numbers are those that are kept for examples."""
    for file in manifest.files:
        strangers = sorted(set(_strangers(file)))
        assert (file.path.name, strangers) == (file.path.name, [])


def _strangers(file: ExportFile) -> Iterator[str]:
    content = text(file)
    for host in _HOST.findall(content):
        if not (host in _OF_THE_FORMAT or host.endswith((".example", "example.org"))):
            yield host
    yield from (found for found in _ADDRESS.findall(content) if not found.startswith(_DOCUMENTED))
    for number in _TELEPHONE.findall(content):
        if "50000" not in re.sub(r"\D", "", number):
            yield number


def test_the_search_for_what_is_real_finds_it(manifest: Manifest) -> None:
    log = next(file for file in manifest.files if file.connector == "access_log")
    assert {"www.google.com", "www.sitemaps.org"} & set(_HOST.findall(text(log)))
    assert _ADDRESS.findall('10.1.2.3 - - "Chrome/141.0.0.0 Safari"') == ["10.1.2.3"]
    assert _TELEPHONE.findall("+972 52-123-4567 כתב 054-1234567") == ["+972 52-123-4567 ", "054-1234567"]
    assert any(_TELEPHONE.search(text(file)) for file in chats(manifest)), "numbers of nobody"
