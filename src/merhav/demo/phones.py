"""Seven telephones, each writing a chat the way it really does: dates, marks of direction, notices, line ends."""

import io
import zipfile
from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from .wordings import AR, EN, HE_ANDROID, HE_IOS, POLLS, RU, STANDS, Event, Notices


class Phone(StrEnum):
    """Language and make of the telephone that exports."""

    HE_ANDROID = "he_android"
    HE_ANDROID_PADDED = "he_android_padded"
    HE_IOS = "he_ios"
    AR_ANDROID = "ar_android"
    AR_IOS = "ar_ios"
    RU_ANDROID = "ru_android"
    EN_ANDROID = "en_android"

    @property
    def is_ios(self) -> bool:
        return self in {Phone.HE_IOS, Phone.AR_IOS}

    @property
    def date_order(self) -> str:
        return "mdy" if self is Phone.EN_ANDROID else "dmy"


class Line(NamedTuple):
    """One message or notice, before a telephone writes it. `at` is the clock on the wall."""

    at: datetime
    who: str
    text: str = ""
    """What is said; of a notice, whom or what it concerns; of a poll, its question and options, a line each."""
    event: Event | None = None
    form: str = "text"
    """text, or the name of what is sent instead."""
    fate: str = ""
    """deleted or edited, some days later."""
    fated: date | None = None
    serial: int = 0


_LTR, _RTL = "\u200e", "\u200f"
_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_NOTICES: dict[Phone, Notices] = {
    Phone.HE_ANDROID: HE_ANDROID,
    Phone.HE_ANDROID_PADDED: HE_ANDROID,
    Phone.HE_IOS: HE_IOS,
    Phone.AR_ANDROID: AR,
    Phone.AR_IOS: AR,
    Phone.RU_ANDROID: RU,
    Phone.EN_ANDROID: EN,
}


def written(phone: Phone, group: str, lines: Iterable[Line], *, exported: date) -> bytes:
    """The text file of a chat, as exported on that day: what was deleted by then is gone, what was not is there."""
    end = "\r\n" if phone.is_ios else "\n"
    write = _ios if phone.is_ios else _android
    return "".join(write(phone, group, line, exported) + end for line in lines).encode()


def zipped(name: str, content: bytes, *, exported: date) -> bytes:
    """A zip archive of one text; its date is the export's, so that the same chat gives the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        info = zipfile.ZipInfo(name, (exported.year, exported.month, exported.day, 7, 30, 0))
        info.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(info, content)
    return packed.getvalue()


def file_name(phone: Phone, group: str) -> str:
    """The name that the telephone gives the file it shares; what a file's name cannot hold becomes `_`."""
    group = group.translate(dict.fromkeys(map(ord, ':"/'), "_"))
    match phone:
        case Phone.HE_IOS | Phone.AR_IOS:
            return f"WhatsApp Chat - {group}.zip"
        case Phone.AR_ANDROID:
            return f"دردشة واتساب مع {group}.txt"
        case Phone.RU_ANDROID:
            return f"Чат WhatsApp с {group}.txt"
        case Phone.EN_ANDROID:
            return f"WhatsApp Chat with {group}.txt"
        case _:
            return f"צ'אט WhatsApp עם {group}.txt"


def _android(phone: Phone, group: str, line: Line, exported: date) -> str:
    head = _stamp(phone, line.at)
    if line.event is not None:
        notice = _notice(phone, group, line)
        mark = _RTL if line.event is Event.ENCRYPTED and phone is not Phone.EN_ANDROID else ""
        return f"{head} - {mark}{notice}"
    return f"{head} - {line.who}: {_body(phone, line, exported)}"


def _ios(phone: Phone, group: str, line: Line, exported: date) -> str:
    mark = _RTL if phone is Phone.HE_IOS else _LTR
    if line.event is not None:
        sender = group if line.event in {Event.ENCRYPTED, Event.CREATED} else line.who
        return f"{_LTR}[{_stamp(phone, line.at)}] {sender}: {mark}{_notice(phone, group, line)}"
    body = _body(phone, line, exported)
    if line.form in {"text", "poll"} and not _met(line, "deleted", exported):
        return f"[{_stamp(phone, line.at)}] {line.who}: {body}"
    return f"{_LTR}[{_stamp(phone, line.at)}] {line.who}: {mark}{body}"


def _stamp(phone: Phone, at: datetime) -> str:
    return _STAMPS[phone](at)


def _indic(at: datetime) -> str:
    clock = f"{_twelve(at.hour)}:{at:%M}"
    return f"{at.day}/{at.month}/{at.year}، {clock}".translate(_INDIC) + f" {_half(at.hour, 'ص', 'م')}"


def _american(at: datetime) -> str:
    clock = f"{_twelve(at.hour)}:{at:%M}\u202f{_half(at.hour, 'AM', 'PM')}"
    return f"{at.month}/{at.day}/{at:%y}, {clock}"


_STAMPS: dict[Phone, Callable[[datetime], str]] = {
    Phone.HE_ANDROID: lambda at: f"{at.day}.{at.month}.{at.year}, {at:%H:%M}",
    Phone.HE_ANDROID_PADDED: lambda at: f"{at:%d/%m/%Y, %H:%M}",
    Phone.RU_ANDROID: lambda at: f"{at:%d.%m.%Y, %H:%M}",
    Phone.EN_ANDROID: _american,
    Phone.AR_ANDROID: _indic,
    Phone.HE_IOS: lambda at: f"{at.day}.{at.month}.{at.year}, {at.hour}:{at:%M:%S}",
    Phone.AR_IOS: lambda at: f"{_RTL}{at.day}{_RTL}/{at.month}{_RTL}/{at.year}، {at:%H:%M:%S}",
}


def _twelve(hour: int) -> int:
    return (hour + 11) % 12 + 1


def _half(hour: int, morning: str, evening: str) -> str:
    return morning if hour < 12 else evening


def _notice(phone: Phone, group: str, line: Line) -> str:
    event = line.event or Event.ENCRYPTED
    return _NOTICES[phone][event] % {"who": line.who, "whom": line.text, "group": group}


def _met(line: Line, fate: str, exported: date) -> bool:
    return line.fate == fate and line.fated is not None and line.fated < exported


def _body(phone: Phone, line: Line, exported: date) -> str:
    stands = STANDS[phone]
    if _met(line, "deleted", exported):
        return stands["deleted"]
    if line.form == "location":
        return f"{stands['location']}https://maps.google.com/?q={line.text}"
    if line.form == "poll":
        return _poll(phone, line)
    if line.form != "text":
        return stands[line.form] % {"day": line.at.strftime("%Y%m%d"), "serial": line.serial}
    if _met(line, "edited", exported):
        return f"{line.text} {_LTR if phone.is_ios else ''}{stands['edited']}"
    return line.text


def _poll(phone: Phone, line: Line) -> str:
    head, option = POLLS[phone]
    question, *options = line.text.split("\n")
    mark = _LTR if phone.is_ios else ""
    votes = [option % (text, (line.serial + 7 * place) % 19) for place, text in enumerate(options, start=1)]
    return "\n".join([f"{mark}{head}", question, *(mark + vote for vote in votes)])
