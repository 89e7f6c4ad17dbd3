"""The words of the closed vocabularies as people read them: said once, for every page and form."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from merhav.facts.words import (
    AgeBand,
    Asset,
    Basis,
    Literacy,
    Religiosity,
    Role,
    RunBy,
    Sex,
    Society,
    Workplace,
    Writers,
)

DIMENSIONS: dict[str, str | Promise] = {
    "age_band": _("Age"),
    "sex": _("Sex"),
    "neighbourhood": _("Neighbourhood"),
    "society": _("Society"),
    "religiosity": _("Religiosity"),
    "workplace": _("Where they work"),
    "audience_language": _("Language"),
    "digital_literacy": _("Digital literacy"),
}

LANGUAGES: dict[str, str | Promise] = {
    "he": _("Hebrew"),
    "ar": _("Arabic"),
    "yi": _("Yiddish"),
    "ru": _("Russian"),
    "am": _("Amharic"),
    "en": _("English"),
}

_BY_VOCABULARY: dict[type[StrEnum], dict[StrEnum, str | Promise]] = {
    Asset: {
        Asset.WEBSITE: _("Website"),
        Asset.NEWSLETTER: _("Newsletter"),
        Asset.FACEBOOK: _("Facebook"),
        Asset.WHATSAPP: _("WhatsApp"),
        Asset.ZOOM: _("Zoom"),
        Asset.APP: _("Municipal app"),
        Asset.STREET: _("The street"),
    },
    Role: {
        Role.RESIDENT: _("resident"),
        Role.LEADER: _("community leader"),
        Role.OFFICIAL: _("official"),
        Role.VISITOR: _("visitor, not a resident"),
        Role.SYSTEM: _("robot"),
    },
    Writers: {
        Writers.OPEN: _("open: everybody writes"),
        Writers.CLOSED: _("closed: only its managers write"),
    },
    RunBy: {RunBy.AUTHORITY: _("the authority"), RunBy.RESIDENTS: _("residents")},
    Society: {
        Society.GENERAL: _("general society"),
        Society.ARAB: _("Arab society"),
        Society.HAREDI: _("Haredi society"),
    },
    Religiosity: {
        Religiosity.SECULAR: _("secular"),
        Religiosity.TRADITIONAL: _("traditional"),
        Religiosity.RELIGIOUS: _("religious"),
        Religiosity.HAREDI: _("Haredi"),
    },
    Sex: {Sex.FEMALE: _("women"), Sex.MALE: _("men")},
    Workplace: {Workplace.INSIDE: _("work in the locality"), Workplace.OUTSIDE: _("work outside it")},
    Literacy: {Literacy.NONE: _("none"), Literacy.BASIC: _("basic"), Literacy.ABOVE: _("above basic")},
    Basis: {
        Basis.PERSON: _("known people"),
        Basis.SPACE: _("by the audience of the space"),
        Basis.NONE: _("unknown"),
    },
    AgeBand: {band: band.value for band in AgeBand},
}

_BY_DIMENSION: dict[str, dict[StrEnum, str | Promise]] = {
    "age_band": _BY_VOCABULARY[AgeBand],
    "sex": _BY_VOCABULARY[Sex],
    "society": _BY_VOCABULARY[Society],
    "religiosity": _BY_VOCABULARY[Religiosity],
    "workplace": _BY_VOCABULARY[Workplace],
    "digital_literacy": _BY_VOCABULARY[Literacy],
}


def choices(vocabulary: type[StrEnum]) -> list[tuple[str, str | Promise]]:
    """The words of a vocabulary as a form offers them."""
    return [(word.value, label) for word, label in _BY_VOCABULARY[vocabulary].items()]


def label(word: StrEnum) -> str:
    """A word of a vocabulary, for people."""
    return str(_BY_VOCABULARY[type(word)][word])


def segment_label(dimension: str, segment: str) -> str:
    """A segment's name for people; neighbourhoods are called what the authority calls them."""
    if dimension == "audience_language":
        return str(LANGUAGES.get(segment, segment))
    words = {word.value: text for word, text in _BY_DIMENSION.get(dimension, {}).items()}
    return str(words.get(segment, segment))
