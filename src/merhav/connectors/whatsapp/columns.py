"""A split of the file as columns, before names and times are put right."""

from dataclasses import dataclass

Row = tuple[str, str, str, str | None, str | None, str]


@dataclass(slots=True)
class Columns:
    line_marks: list[str]
    days: list[str]
    times: list[str]
    names: list[str | None]
    text_marks: list[str | None]
    texts: list[str]

    @classmethod
    def empty(cls) -> "Columns":
        return cls([], [], [], [], [], [])

    def append(self, row: Row) -> None:
        self.line_marks.append(row[0])
        self.days.append(row[1])
        self.times.append(row[2])
        self.names.append(row[3])
        self.text_marks.append(row[4])
        self.texts.append(row[5])

    def row(self, index: int, text: str) -> Row:
        """One message, with the text given."""
        return (
            self.line_marks[index],
            self.days[index],
            self.times[index],
            self.names[index],
            self.text_marks[index],
            text,
        )
