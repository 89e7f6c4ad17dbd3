"""What whoever imports a hotline's table should know of it: what was counted otherwise than they may think."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from merhav.core.text import Text, _

from .labels import Labels

_SHOWN = 5


@dataclass(slots=True)
class Notes:
    """Counted while rows are drawn."""

    undated: int = 0
    days: int = 0
    lost: int = 0
    strange: Labels = field(default_factory=Labels)
    says_channel: bool = True

    def lose(self, channel: str) -> None:
        """An inquiry came in by a way that is not known."""
        self.lost += 1
        self.strange.see(channel)

    def texts(self) -> Iterator[Text]:
        if self.undated:
            yield _(
                "%(rows)s inquiries are closed without a day: they count as answered, without a time.",
                rows=self.undated,
            )
        if self.days:
            yield _(
                "%(rows)s answers are told by their day alone; one of the same day counts as eight hours.",
                rows=self.days,
            )
        if self.lost:
            yield self._strange()
        if not self.says_channel:
            yield _("The table does not say how inquiries came in; they count as the street.")

    def _strange(self) -> Text:
        self.strange.settle()
        words = ", ".join(sorted(self.strange.kept)[:_SHOWN])
        if not words:
            return _(
                "%(rows)s inquiries came in by a way that is not known; they count as the street.",
                rows=self.lost,
            )
        return _(
            "%(rows)s inquiries came in by a way that is not known (%(words)s); they count as the street.",
            rows=self.lost,
            words=words,
        )
