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
from typing import Any, Literal

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


Axis = Literal["number", "percent", "level"]


def drawn(
    marks: Sequence[Mark],
    *,
    axis: Axis,
    levels: Sequence[str] = (),
    right_to_left: bool,
    narrow: bool = False,
    breaks: Sequence[date] = (),
    anew: str = "",
) -> str:
    """The chart as SVG without a style of its own that a strict page would refuse; empty without marks.

    `levels` are the words for 0, 1, 2… on the axis of a level. At each of `breaks` a rule is drawn, with the word `anew`:
    from there on a source measures by another definition, and no line crosses it.
    """
    if not marks:
        return ""
    rows = tuple((mark.month.isoformat(), mark.value, mark.line, mark.whole) for mark in marks)
    ruled = tuple(day.isoformat() for day in breaks)
    return _svg(rows, axis, tuple(levels), right_to_left, narrow, ruled, anew)


@lru_cache(maxsize=256)
def _svg(
    rows: tuple[tuple[str, float, str, bool], ...],
    axis: Axis,
    levels: tuple[str, ...],
    right_to_left: bool,
    narrow: bool,
    breaks: tuple[str, ...],
    anew: str,
) -> str:
    names = list(dict.fromkeys(row[2] for row in rows))
    labels = {name: _isolated(name, right_to_left=right_to_left) for name in names}
    values = [
        {"month": month, "value": value, "line": labels[line], "whole": whole}
        for month, value, line, whole in rows
    ]
    spec: dict[str, Any] = {
        **_spec(values, list(labels.values()), _scale(axis, levels)),
        **(_NARROW if narrow else _WIDE),
    }
    if breaks:
        word = _isolated(anew, right_to_left=right_to_left)
        spec["layer"] = [*_rules(breaks, word), *spec["layer"]]
    svg: str = vl_convert.vegalite_to_svg(json.dumps(spec))
    return svg.replace(' style="max-width: 100%; height: auto;"', "")


def _isolated(words: str, *, right_to_left: bool) -> str:
    return f"\u2067{words}\u2069" if right_to_left else words


def _rules(breaks: Sequence[str], word: str) -> list[dict[str, object]]:
    """An upright line with its word at each break."""
    data = {"values": [{"month": month, "word": word} for month in breaks]}
    at = {"x": {"field": "month", "type": "temporal"}, "color": {"value": _SOFT}}
    rule = {"type": "rule", "strokeDash": [4, 4]}
    text = {"type": "text", "fontSize": 12, "baseline": "top", "align": "left", "dx": 4}
    return [
        {"data": data, "mark": rule, "encoding": {**at, "y": None}},
        {"data": data, "mark": text, "encoding": {**at, "y": {"value": 0}, "text": {"field": "word"}}},
    ]


def _spec(values: list[dict[str, object]], lines: list[str], y: Mapping[str, object]) -> dict[str, Any]:
    colour = {
        "field": "line",
        "type": "nominal",
        "scale": {"domain": lines, "range": list(HUES)},
        "title": None,
    }
    shape = {
        "field": "line",
        "type": "nominal",
        "scale": {"domain": lines, "range": list(_SHAPES)},
        "title": None,
    }
    legend = {
        "legend": {"orient": "top", "labelFontSize": 14, "labelLimit": 340, "columns": 2}
        if len(lines) > 1
        else None
    }
    month = {"format": "%m.%y", "tickCount": {"interval": "month", "step": 6}, "grid": False}
    filled = {"condition": {"test": "datum.whole", **colour}, "value": "#fffdf9"}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": None,
        "data": {"values": values},
        "encoding": {
            "x": {"field": "month", "type": "temporal", "title": None, "axis": month},
            "y": y,
            "color": {**colour, **legend},
        },
        "layer": [
            {"mark": {"type": "line", "strokeWidth": 2}, "transform": [{"filter": "datum.whole"}]},
            {
                "mark": {"type": "point", "size": 36, "strokeWidth": 1.5, "opacity": 1},
                "encoding": {"shape": {**shape, **legend}, "fill": filled},
            },
        ],
        "config": _LOOK,
    }


def _scale(axis: Axis, levels: Sequence[str]) -> Mapping[str, object]:
    ticks: dict[str, object] = {"orient": "right", "domain": False, "tickCount": 5}
    if axis == "level":
        words = json.dumps(list(levels), ensure_ascii=False)
        ticks |= {"values": list(range(len(levels))), "labelExpr": f"{words}[datum.value]"}
    else:
        ticks["format"] = ".0%" if axis == "percent" else ",.0f"
    return {
        "field": "value",
        "type": "quantitative",
        "title": None,
        "scale": {"zero": True, "nice": True},
        "axis": ticks,
    }


_WIDE = {"width": 720, "height": 260}
_NARROW = {"width": 280, "height": 200}
_LOOK = {
    "font": "Noto Sans Hebrew, Noto Sans Arabic, Noto Sans, sans-serif",
    "axis": {
        "labelFontSize": 13,
        "labelColor": _SOFT,
        "gridColor": _LINE,
        "tickColor": _LINE,
        "domainColor": _LINE,
    },
    "legend": {"labelColor": _INK},
    "view": {"stroke": None},
}
