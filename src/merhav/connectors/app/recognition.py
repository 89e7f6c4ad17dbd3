"""Whether a table is an app's: its heads are common, so what stands below them has to be known, too."""

from collections.abc import Sequence

from merhav.connectors.tables import Header, cell

from .acts import act_of
from .heads import FIELDS
from .totals import FIELDS as OF_TOTALS
from .totals import MEASURES, measure_of


def lists_acts(rows: Sequence[Sequence[str]]) -> bool:
    """Heads of time, person and act, and below them mostly acts that are known."""
    for place, row in enumerate(rows):
        header = Header(row)
        columns = [header.place(*field.usual) for field in FIELDS if field.required]
        if None not in columns:
            words = [word for below in rows[place + 1 :] if (word := cell(below, columns[-1]))]
            return sum(act_of(word) is not None for word in words) * 2 > len(words)
    return False


def lists_totals(rows: Sequence[Sequence[str]]) -> bool:
    """A date, and either a column for a measure, or a column that names measures that are known."""
    by_name = {field.name: field for field in OF_TOTALS}
    for place, row in enumerate(rows):
        header = Header(row)
        if not header.has(*by_name["date"].usual):
            continue
        if any(header.has(*by_name[measure].usual) for measure in MEASURES):
            return True
        named = header.place(*by_name["measure"].usual)
        if named is not None and header.has(*by_name["value"].usual):
            return any(measure_of(cell(below, named)) for below in rows[place + 1 :])
    return False
