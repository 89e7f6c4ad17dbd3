"""An indicator's months as a picture: declared in Vega-Lite, drawn to SVG here, the same on page and paper.

Time runs left to right and the value axis stands on the right, as the Central Bureau of Statistics draws it.
Labels are isolated (U+2067…U+2069 in a right-to-left language), because no drawing library places them right
inside a page that runs from right to left.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import vl_convert

HUES = ("#0f5f63", "#a8612a", "#5b5a8f", "#7a8a3a")
"""Four muted hues that stay apart in colour blindness and in print."""
_SHAPES = ("circle", "square", "triangle-up", "diamond")
_INK, _LINE, _SOFT = "#22262b", "#e2dbcd", "#575e69"


@dataclass(frozen=True, slots=True)
class Mark:
    """One month of one line. A month that is covered in part is drawn hollow."""

    month: date
    value: float
    line: str
    whole: bool = True


def drawn(marks: Sequence[Mark], *, percent: bool, right_to_left: bool, wide: bool = True) -> str:
    """The chart as SVG without a style of its own that a strict page would refuse; empty without marks."""
    if not marks:
        return ""
    rows = tuple((mark.month.isoformat(), mark.value, mark.line, mark.whole) for mark in marks)
    return _svg(rows, percent, right_to_left, wide)


@lru_cache(maxsize=256)
def _svg(
    rows: tuple[tuple[str, float, str, bool], ...], percent: bool, right_to_left: bool, wide: bool
) -> str:
    names = list(dict.fromkeys(row[2] for row in rows))
    labels = {name: f"\u2067{name}\u2069" if right_to_left else name for name in names}
    values = [
        {"month": month, "value": value, "line": labels[line], "whole": whole}
        for month, value, line, whole in rows
    ]
    svg: str = vl_convert.vegalite_to_svg(json.dumps(_spec(values, list(labels.values()), percent, wide)))
    return svg.replace(' style="max-width: 100%; height: auto;"', "")


def _spec(
    values: list[dict[str, object]], lines: list[str], percent: bool, wide: bool
) -> Mapping[str, object]:
    colour = {
        "field": "line",
        "type": "nominal",
        "scale": {"domain": lines, "range": list(HUES)},
        "title": None,
        "legend": {"orient": "top", "labelFontSize": 14} if len(lines) > 1 else None,
    }
    shape = {**colour, "scale": {"domain": lines, "range": list(_SHAPES)}}
    x = {
        "field": "month",
        "type": "temporal",
        "title": None,
        "axis": {"format": "%m.%y", "tickCount": 8, "grid": False},
    }
    y = {
        "field": "value",
        "type": "quantitative",
        "title": None,
        "scale": {"zero": True, "nice": True},
        "axis": {"orient": "right", "format": ".0%" if percent else ",.0f", "tickCount": 5, "domain": False},
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 720 if wide else 320, "height": 260, "background": None,
        "data": {"values": values},
        "encoding": {"x": x, "y": y, "color": colour},
        "layer": [
            {"mark": {"type": "line", "strokeWidth": 2, "interpolate": "linear"}},
            {
                "mark": {"type": "point", "size": 36, "strokeWidth": 1.5, "opacity": 1},
                "encoding": {
                    "shape": shape,
                    "fill": {"condition": {"test": "datum.whole", **{k: v for k, v in colour.items() if k != "legend"}}, "value": "#fffdf9"},
                },
            },
        ],
        "config": {
            "font": "Noto Sans Hebrew, Noto Sans Arabic, Noto Sans, sans-serif",
            "axis": {"labelFontSize": 13, "labelColor": _SOFT, "gridColor": _LINE, "tickColor": _LINE, "domainColor": _LINE},
            "legend": {"labelColor": _INK}, "view": {"stroke": None},
        },
    }  # fmt: skip
