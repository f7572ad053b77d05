"""Stops without warning, a failing network, clocks that jump: 500 stops of a working day, 200 of a conversation.

    python -m benchmarks.faults [--lives 250] [--kills 2] [--points 200]

The seeds are fixed. Lost and doubled must be 0; a message may be sent twice only where the stop, or the break of the
connection, fell between its sending and its marking.
"""

import argparse
import tempfile
import time
from pathlib import Path

from tests.faults import lives
from tests.handlers.test_kill import try_kills

SEED = 20260500


def main() -> None:
    """Run both and print what came of them; exit 1 if anything was lost or doubled."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lives", type=int, default=250)
    parser.add_argument("--kills", type=int, default=2)
    parser.add_argument("--points", type=int, default=200)
    given = parser.parse_args()
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        found = lives(Path(folder) / "lives", range(SEED, SEED + given.lives), kills=given.kills)
        print(f"{given.lives * given.kills} stops planned, {time.perf_counter() - started:.0f} s: {found}")
        try_kills(Path(folder), given.points)
        print(f"{given.points} stops of a conversation: no report lost, none doubled")
    if found.updates_lost or found.effects_doubled or found.reminders_lost or found.sent_twice > found.excused:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
