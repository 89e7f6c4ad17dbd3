"""The languages in which the minute speaks to a group's admin: more than the desk has."""

LANGUAGES = [("he", "עברית"), ("ar", "العربية"), ("ru", "Русский"), ("en", "English")]
"""Code, and its name in itself."""


def chosen(wanted: str | None, usual: str) -> str:
    """The language that the reader chose, if there is one of that code."""
    return wanted if wanted in dict(LANGUAGES) else usual
