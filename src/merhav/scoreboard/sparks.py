"""The small line beside a reading: no axis, no number, only the way things go."""

from collections.abc import Sequence

_WIDTH, _HEIGHT, _EDGE = 92.0, 32.0, 3.0


def _span(known: Sequence[float]) -> tuple[float, float]:
    """Lowest and highest of the box: a change of a few percent is not drawn as if it filled the world."""
    low, high = min(known), max(known)
    spare = max(0.0, 0.25 * abs(high) - (high - low)) / 2
    return low - spare, high + spare


def spark(values: Sequence[float | None]) -> list[str]:
    """Points of one polyline for each unbroken run of known values, in the box of the drawing."""
    known = [value for value in values if value is not None]
    if not known:
        return []
    low, high = _span(known)
    step = (_WIDTH - 2 * _EDGE) / max(len(values) - 1, 1)
    scale = (_HEIGHT - 2 * _EDGE) / (high - low) if high > low else 0.0
    middle = _HEIGHT / 2

    def point(place: int, value: float) -> str:
        down = _HEIGHT - _EDGE - (value - low) * scale if scale else middle
        return f"{_EDGE + place * step:.1f},{down:.1f}"

    runs: list[list[str]] = [[]]
    for place, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(point(place, value))
    return [" ".join(run if len(run) > 1 else run * 2) for run in runs if run]
