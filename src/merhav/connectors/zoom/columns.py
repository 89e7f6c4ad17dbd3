"""Which column of a report says what, by the words that Zoom puts at its head.

The words are those of reports that are public: English in its variants, Russian, French, Spanish, Italian, German.
Hebrew and Arabic heads have not been seen; a table whose head is unknown is read by its shape (`by_shape`).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from merhav.connectors.letters import one_spelling

Row = Sequence[str]

_WORDS: Mapping[str, tuple[str, ...]] = {
    "name": (
        "name (original name)", "user name (original name)", "name", "user name", "participant name", "participant",
        "имя (настоящее имя)", "nom (nom original)", "nom", "nombre (nombre original)", "nombre",
        "nome (nome originale)", "nome", "name (originalname)",
    ),
    "email": (
        "user email", "email", "e-mail", "email address", "участник email", "электронная почта пользователя",
        "электронная почта", "эл. почта", "adresse e-mail de l'utilisateur", "adresse e-mail", "e-mail del usuario",
        "correo electrónico", "correo electrónico del usuario", "e-mail utente", "indirizzo e-mail", "benutzer-e-mail",
    ),
    "joined": (
        "join time", "время входа", "heure d'arrivée", "heure de connexion", "hora de entrada", "hora para unirse",
        "ora di ingresso", "ora di entrata", "beitrittszeit",
    ),
    "left": (
        "leave time", "время выхода", "heure de départ", "heure de déconnexion", "hora de salida", "hora para salir",
        "ora di uscita", "verlassenszeit",
    ),
    "minutes": (
        "duration (minutes)", "total duration (minutes)", "time in session (minutes)", "duration",
        "actual duration (minutes)", "продолжительность (минуты)", "durée (minutes)", "durée totale (minutes)",
        "duración (minutos)", "duración total (minutos)", "durata (minuti)", "dauer (minuten)",
    ),
    "guest": ("guest", "is guest", "гость", "invité", "invitado", "ospite", "gast"),
    "waiting": ("in waiting room", "в зале ожидания", "salle d'attente", "en sala de espera", "in sala d'attesa"),
    "attended": ("attended",),
    "number": ("meeting id", "webinar id", "id", "идентификатор конференции", "id de reunión", "id de la réunion"),
    "topic": ("topic", "тема", "sujet", "tema", "argomento", "thema"),
    "begins": ("start time", "actual start time", "время начала", "heure de début", "hora de inicio", "ora di inizio"),
    "ends": ("end time", "время завершения", "heure de fin", "hora de finalización", "ora di fine"),
    "host": ("host", "host name"),
    "people": ("participants", "# registrants", "unique viewers", "участники", "участников", "participantes"),
}  # fmt: skip


def _key(head: str) -> str:
    """Letters alone, so that `Join_Time`, `Join time` and `JoinTime` are one, and a repeated `User_Email_2` too."""
    return re.sub(r"[\W\d_]+", "", one_spelling(head).casefold())


_MEANING = {_key(word): meaning for meaning, words in _WORDS.items() for word in words}
_ORIGINAL = re.compile(r"original|настоящее")
_OF_A_PERSON = ("email", "joined", "left", "minutes", "guest", "waiting")
_OF_A_MEETING = ("number", "topic", "begins", "ends", "host", "minutes", "people")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a table has what; a place of -1 means nowhere."""

    places: Mapping[str, int]

    def of(self, row: Row, meaning: str) -> str:
        """The cell, empty where there is none; Zoom writes `--` for empty too."""
        place = self.places.get(meaning, -1)
        cell = row[place].strip() if 0 <= place < len(row) else ""
        return "" if cell in {"--", "-"} else cell

    def has(self, meaning: str) -> bool:
        return meaning in self.places


def of_people(row: Row) -> Columns | None:
    """The head of a table of participants; None for any other row.

    A flat report has a meeting's columns first, with names of columns that come again for the participant: what
    stands left of the name is the meeting's.
    """
    meanings = [_MEANING.get(_key(cell)) for cell in row]
    name = _name_place(row, meanings)
    if name is None:
        return None
    places = {"name": name}
    for place, meaning in enumerate(meanings):
        if (meaning in _OF_A_PERSON and place > name) or meaning in {"attended", "number", "topic", "begins"}:
            places.setdefault(meaning, place)
    return Columns(places) if {"joined", "minutes"} & places.keys() else None


def _name_place(row: Row, meanings: Sequence[str | None]) -> int | None:
    names = [place for place, meaning in enumerate(meanings) if meaning == "name"]
    original = [place for place in names if _ORIGINAL.search(row[place].casefold())]
    return next(iter(original or names), None)


def of_meetings(row: Row) -> Columns | None:
    """The head of a table of meetings: it has a topic or a number, and a time or a length."""
    places: dict[str, int] = {}
    for place, cell in enumerate(row):
        meaning = _MEANING.get(_key(cell))
        if meaning in _OF_A_MEETING:
            places.setdefault(meaning, place)
    if {"number", "topic"} & places.keys() and {"begins", "minutes"} & places.keys():
        return Columns(places)
    return None


def by_shape(row: Row, is_moment: Callable[[str], bool]) -> Columns | None:
    """The columns of a table whose head is in a language not met before: a name, two moments, a number.

    An e-mail address may be empty in any row, so it is the column between the name and the first moment.
    """
    moments = [place for place, cell in enumerate(row) if is_moment(cell)]
    if len(moments) < 2 or moments[0] == 0 or moments[1] != moments[0] + 1:
        return None
    joined, left = moments[0], moments[1]
    places = {"name": 0, "joined": joined, "left": left}
    if joined > 1:
        places["email"] = joined - 1
    if left + 1 < len(row) and row[left + 1].strip().isdecimal():
        places |= {"minutes": left + 1, "guest": left + 2}
    return Columns(places)


_YES = {"yes", "y", "true", "1", "да", "כן", "نعم", "oui", "sí", "si", "sì", "ja"}
_NO = {"no", "n", "false", "0", "нет", "לא", "لا", "non", "nein"}


def truth(cell: str) -> bool | None:
    word = cell.strip().casefold()
    return True if word in _YES else False if word in _NO else None
