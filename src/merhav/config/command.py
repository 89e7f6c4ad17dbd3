"""`merhav`: a thin face over Django's management commands."""

import os
import sys

from django.core.management import execute_from_command_line

_NAMES = {"import": "import_file", "undo": "undo_import"}
"""Commands whose name on the command line is no name for a Python module, or says too little as one."""


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "merhav.config.settings")
    words = sys.argv[1:]
    if words:
        words[0] = _NAMES.get(words[0], words[0])
    execute_from_command_line(["merhav", *(words or ["help"])])


if __name__ == "__main__":
    main()
