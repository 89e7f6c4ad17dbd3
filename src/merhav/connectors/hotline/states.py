"""Whether the state of an inquiry says that it was dealt with."""

import re

_DONE = re.compile(
    r"\b(?:סגור|סגורה|סגורים|נסגר|נסגרה|טופל|טופלה|הסתיים|הסתיימה|הושלם|הושלמה|בוצע|בוצעה|נענה|נענתה|"
    r"closed|close|resolved|completed|complete|done|fixed|solved|answered|"
    r"مغلق|مغلقة|مغلقه|أغلق|أغلقت|إغلاق|اغلاق|الإغلاق|الاغلاق|منجز|منجزة|تمت المعالجة|تم الحل|تم الرد|حلت|"
    r"закрыт|закрыта|закрыто|закрыты|решен|решена|решено|решён|выполнен|выполнена|выполнено|завершен|завершена|"
    r"завершено|исполнено|отвечено)\b"
)
_NOT = re.compile(r"\b(?:לא|טרם|not|to be|un\w+|غير|لم|لا|не)\b")


def is_closed(cell: str) -> bool:
    """Whether the words say "closed", in Hebrew, English, Arabic or Russian; what is not known is open."""
    words = cell[:100].casefold().replace("_", " ")
    return bool(_DONE.search(words)) and not _NOT.search(words)
