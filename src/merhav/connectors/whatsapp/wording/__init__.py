"""What the app itself writes, one module a language: adding a language is adding a module and naming it here."""

from .arabic import ARABIC
from .english import ENGLISH
from .hebrew import HEBREW
from .others import OTHERS
from .phrases import Notice, Wording
from .russian import RUSSIAN

WORDINGS: tuple[Wording, ...] = (HEBREW, ARABIC, RUSSIAN, ENGLISH, *OTHERS)

__all__ = ["WORDINGS", "Notice", "Wording"]
