"""What is mutated."""

import json
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Seed:
    """A file of one connector, and what is told of it."""

    slug: str
    name: str
    raw: bytes
    told: dict[str, str] = field(default_factory=dict)


def seed(slug: str, name: str, content: Any, **told: str) -> Seed:
    """Of bytes, of a text, or of a document that will be JSON."""
    if not isinstance(content, str | bytes):
        content = json.dumps(content, ensure_ascii=False)
    return Seed(slug, name, content.encode() if isinstance(content, str) else content, told)
