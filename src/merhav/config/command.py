"""`merhav`: a thin face over Django's management commands."""

import os
import sys

from django.core.management import execute_from_command_line

_MODULES = {"import": "import_file", "undo": "undo_import"}
"""Commands whose name on the command line is no name for a Python module, or says too little as one."""

_HELP = """merhav: where a local authority and its residents meet, and see whether it does any good

  merhav read CONNECTOR FILE [--raw]     what a file says, one JSON object a line; touches no database
  merhav read auto FILE                  recognises the file, and says how sure it is
  merhav connectors [--format json]      what can be read, of which asset, and what each asks
  merhav import CONNECTOR|auto FILE… --authority A --space S [--told NAME=ANSWER] [--preview]
  merhav undo BATCH                      take an import back, whole
  merhav sources [--format json]         what feeds the measures, and what is late
  merhav pull [NUMBER]                   ask connected products what is new
  merhav measure [--anew]                bring readings and verdicts up to date
  merhav readings [--format csv|json]    the stored readings
  merhav indicators [--format json]      the declared catalogue
  merhav serve [--host H] [--port P]     the site, and background work beside it
  merhav work                            background work alone, on any number of machines
  merhav staff NAME --authority A        let somebody sign in
  merhav demo                            build the fictional authority
  merhav doctor                          what is set up, what is missing, how to mend it

merhav COMMAND --help tells the rest; merhav help --commands lists Django's own commands, too.
"""


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "merhav.config.settings")
    words = sys.argv[1:]
    if not words or words in (["help"], ["-h"], ["--help"]):
        sys.stdout.write(_HELP)
        return
    execute_from_command_line(["merhav", _MODULES.get(words[0], words[0]), *words[1:]])


if __name__ == "__main__":
    main()
