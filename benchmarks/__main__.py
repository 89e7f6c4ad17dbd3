"""All benchmarks, one after the other: `make bench`. Each prints ratios measured in this one run."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
PARTS = ("whatsapp.py", "scoreboard.py")


def main() -> None:
    for part in PARTS:
        print(f"\n== {part}", flush=True)
        subprocess.run([sys.executable, str(HERE / part)], check=True)


if __name__ == "__main__":
    main()
