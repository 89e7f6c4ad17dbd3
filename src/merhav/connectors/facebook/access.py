"""The way into Facebook's interface: who is asked, with which token, and what its refusals mean."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from merhav.connectors.base import Answer, Question, Told
from merhav.connectors.http import Http, Unreachable
from merhav.core.text import Refusal, _

ADDRESS, VERSION = "https://graph.facebook.com", "v25.0"

SETUP = (
    Question(
        "page_id",
        _("The page's number"),
        Answer.TEXT,
        help=_("In Meta Business Suite: Settings › Page › Page ID."),
        required=True,
    ),
    Question(
        "token",
        _("The page's access token"),
        Answer.SECRET,
        help=_(
            "With the permissions read_insights and pages_read_engagement; best one that does not expire."
        ),
        required=True,
    ),
    Question(
        "api_url", _("Address of the interface"), Answer.TEXT, help=_("Empty: https://graph.facebook.com")
    ),
    Question(
        "api_version",
        _("Version of the interface"),
        Answer.TEXT,
        help=_("As in v25.0; empty: the usual one."),
    ),
)

_TOKEN = {102, 190, 463, 467}
_PASSING = {1, 2, 4, 17, 32, 341, 368, 613, 80001}
"""Codes of a limit that was reached, or of trouble at Facebook: later it may answer."""
_READ = frozenset({400, 401, 403, 404})
"""Statuses whose body says what is wrong."""


class Refused(Exception):  # noqa: N818 - as `Refusal`
    """The interface refuses one metric and nothing else."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Page:
    """Whom to ask, about which page."""

    number: str
    token: str
    root: str

    @classmethod
    def told(cls, told: Told) -> "Page":
        """From the answers of the setup. Raises `Refusal` for what cannot be asked."""
        number, version = told.get("page_id") or "", told.get("api_version") or VERSION
        token = (told.get("token") or "").strip()
        if not re.fullmatch(r"[!-~]{8,}", token):
            raise Refusal(_("What stands for the access token is none; copy it again, whole."))
        if not re.fullmatch(r"\w[\w.-]{0,99}", number, re.ASCII):
            raise Refusal(_("%(number)s is no number of a page.", number=number or "-"))
        if not re.fullmatch(r"v\d{1,3}\.\d{1,2}", version, re.ASCII):
            raise Refusal(
                _("%(version)s is no version of the interface; write it as in v25.0.", version=version)
            )
        address = (told.get("api_url") or ADDRESS).rstrip("/")
        return cls(number, token, f"{address}/{version}")


def answer(http: Http, page: Page, url: str, asking: Mapping[str, str]) -> Mapping[str, Any]:
    """What the interface answers to one question.

    Raises `Refused` where it refuses a metric alone, else `Unreachable`: permanent for the token, its permissions and an
    unknown page; passing for a limit that was reached, and for what is no answer of Facebook's.
    """
    headers = {"Authorization": f"Bearer {page.token}"}
    answered = http.get(url, params=asking, headers=headers, accept=_READ)
    try:
        read = json.loads(answered.body)
    except (ValueError, RecursionError):
        read = None
    if not isinstance(read, dict):
        gone = answered.status == 404
        raise Unreachable(_("What Facebook answers cannot be read."), permanent=gone, status=answered.status)
    error = read.get("error")
    if error is None and answered.status < 300:
        return read
    raise _failure(error if isinstance(error, dict) else {}, asking, answered.status)


def _failure(error: Mapping[str, Any], asking: Mapping[str, str], status: int) -> Exception:
    told = error.get("code")
    code = told if isinstance(told, int) else 0
    if code in _TOKEN:
        return Unreachable(
            _("Facebook refuses the access token: it has run out or was taken back."),
            permanent=True,
            status=status,
        )
    if code in _PASSING:
        return Unreachable(_("Facebook's limit of questions is reached."), permanent=False, status=status)
    if code == 10 or 200 <= code <= 299 or status in {401, 403}:
        return Unreachable(
            _("The access token lacks a permission for this page (read_insights)."),
            permanent=True,
            status=status,
        )
    if "metric" in asking:
        return Refused(code)
    return Unreachable(
        _("Facebook knows no page of this number (code %(code)s).", code=code), permanent=True, status=status
    )
