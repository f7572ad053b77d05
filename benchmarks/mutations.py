"""Random and mutated updates through the real application: nothing may be logged as an error or set aside.

    nice python -m benchmarks.mutations [--updates 100000] [--seed 1]

Each storm of 500 updates has an office of its own; what goes wrong is printed with the update that did it.
"""

import argparse
import asyncio
import logging
import tempfile
import time
from pathlib import Path

from tests.mutating import storm

STORM = 500


def main() -> None:
    """Send the updates and print what came of them; exit 1 if anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--updates", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    logging.disable(logging.WARNING)
    started, unread, wrong = time.process_time(), 0, 0
    storms = range(given.seed, given.seed + -(-given.updates // STORM))
    for seed in storms:
        with tempfile.TemporaryDirectory() as folder:
            errors, passed_over = asyncio.run(storm(seed, STORM, Path(folder)))
        unread, wrong = unread + passed_over, wrong + bool(errors)
        for error in errors:
            print(f"seed {seed}: {error}\n", flush=True)
    spent = time.process_time() - started
    print(f"{len(storms) * STORM} updates, {spent:.0f} s of processor: {unread} emptied, {wrong} storms met an error")
    if wrong:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
