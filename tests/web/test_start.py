"""A web process starts light: what takes seconds to load belongs to workers."""

import subprocess
import sys

_PROGRAM = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "merhav.config.settings"
import merhav.config.wsgi, merhav.config.urls
print(" ".join(sorted({"duckdb", "ibis", "pyarrow", "pandas", "scipy"} & set(sys.modules))))
"""


def test_a_web_process_loads_neither_ledger_nor_engine() -> None:
    done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
