import json
from argparse import ArgumentParser
from typing import Any

from django.utils.translation import gettext

from merhav.authorities.commands import Command as Base
from merhav.indicators.definition import Indicator
from merhav.indicators.registry import indicators


class Command(Base):
    help = "The declared catalogue."
    needs_tables = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def work(self, **options: Any) -> None:
        declared = [_described(indicator) for indicator in indicators().values()]
        if options["format"] == "json":
            self.stdout.write(json.dumps(declared, ensure_ascii=False, indent=2))
            return
        for one in declared:
            self.stdout.write(f"{one['slug']}  {one['title']}  ({one['unit']}; {', '.join(one['kinds'])})")


def _described(indicator: Indicator) -> dict[str, Any]:
    return {
        "slug": indicator.slug,
        "outcome": indicator.outcome.value,
        "facet": indicator.facet.value,
        "asset": indicator.asset.value if indicator.asset else None,
        "unit": indicator.unit.value,
        "kinds": [kind.value for kind in indicator.kinds],
        "reads": [kind.value for kind in indicator.reads],
        "awaits": [kind.value for kind in indicator.awaits],
        "direction": indicator.direction.value,
        "version": indicator.version,
        "title": indicator.title.translated(gettext),
        "question": indicator.question.translated(gettext),
        "definition": indicator.explain.translated(gettext),
        "beside": {
            name: {"title": part.title.translated(gettext), "unit": part.unit.value}
            for name, part in indicator.beside.items()
        },
    }
