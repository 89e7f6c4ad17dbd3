"""Every run of the tests has an installation of its own in a temporary folder."""

import atexit
import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

import django
from tests.support.postgresql import running, whole_run

_home = Path(tempfile.mkdtemp(prefix="merhav-test-"))
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["MERHAV_HOME"] = str(_home)
os.environ["MERHAV_SECRET"] = "a secret for tests only"
for name in ("MERHAV_DATABASE", "MERHAV_LEDGER", "MERHAV_DEBUG"):
    os.environ.pop(name, None)

if os.environ.get("MERHAV_TEST_ON") == "postgresql":
    _stack = ExitStack()
    atexit.register(_stack.close)
    whole_run.append(_stack.enter_context(running()))
    os.environ["MERHAV_DATABASE"] = whole_run[0].new_database()
    os.environ["MERHAV_LEDGER"] = whole_run[0].new_database()

# Only now: settings read the environment once. (Named in pyproject.toml they would be read before this file, and
# every process of a run would share the checkout's own installation.)
os.environ["DJANGO_SETTINGS_MODULE"] = "merhav.config.settings"
django.setup()
