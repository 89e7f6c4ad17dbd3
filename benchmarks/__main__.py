"""All benchmarks, one after the other: `make bench`. Each prints ratios measured in this one run."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
PEERS = HERE.parent / ".venv-bench" / "bin" / "python"
"""The peers live in an environment of their own: they want older libraries."""
PARTS = ("whatsapp.py", "access_log.py", "scoreboard.py")


def main() -> None:
    for part in PARTS:
        print(f"\n== {part}", flush=True)
        subprocess.run(
            [sys.executable, str(HERE / part)], check=True, env={"MERHAV_PEERS": str(PEERS), **os.environ}
        )


if __name__ == "__main__":
    main()
