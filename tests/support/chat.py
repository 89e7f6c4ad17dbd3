"""A small street's chat as an Android phone in Hebrew exports it: every count in it can be worked out by hand."""

from datetime import datetime, timedelta

OFFICIAL = "דוברת העירייה"
PEOPLE = [f"תושבת {letter}" for letter in "אבגדהוזחטיכל"]
START = datetime(2026, 1, 1, 8, 0)  # noqa: DTZ001 - a phone writes its local clock


def chat(*, months: int, replies_a_day: int = 6) -> str:
    """Each day one resident asks, others answer within minutes, and the official answers last."""
    lines = [_line(START, None, 'דוברת העירייה יצר/ה את הקבוצה "הרחוב שלנו"')]
    day = START + timedelta(hours=2)
    last = datetime(2026, months, 28, 20, 0)  # noqa: DTZ001 - as above
    number = 0
    while day < last:
        asker = PEOPLE[number % 12]
        lines.append(_line(day, asker, "מישהו יודע מתי אוספים את הגזם ברחוב שלנו השבוע?"))
        for step in range(replies_a_day):
            who = PEOPLE[(number + step + 1) % 12]
            lines.append(_line(day + timedelta(minutes=2 * step + 2), who, "אוספים את הגזם ביום שלישי בבוקר"))
        lines.append(_line(day + timedelta(minutes=40), OFFICIAL, "נכון, איסוף הגזם ביום שלישי"))
        day += timedelta(days=1)
        number += 1
    return "".join(lines)


def _line(at: datetime, who: str | None, text: str) -> str:
    stamp = f"{at.day}.{at.month}.{at.year}, {at:%H:%M} - "
    return f"{stamp}{who}: {text}\n" if who else f"{stamp}{text}\n"
