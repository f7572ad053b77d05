"""Everything measured beside its yardstick: python -m benchmarks [ROW ...] [--country FOLDER] [--write].

The rows of a country's size are measured over the database of a folder, built there once; without the folder they are
left out. With `--write` the table and the picture in docs/ are made anew; only a run of all rows should be written.
"""

import argparse
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from benchmarks import answers, around, ingest, measuring, million, names, reports, table
from benchmarks.measuring import Row

DOCS = Path(__file__).parents[1] / "docs"
ROWS: dict[str, Callable[[], Iterable[Row]]] = {
    "answers": answers.rows,
    "diacritics": answers.without_diacritics,
    "around": around.rows,
    "reports": reports.rows,
    "names": names.rows,
    "ingest": ingest.rows,
}


def main() -> None:
    """Print the table; write it if that is wanted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"of {', '.join((*ROWS, 'country'))}; default: all")
    parser.add_argument("--country", type=Path, metavar="FOLDER", help="measure the million tasks of this folder too")
    parser.add_argument("--without-bm25s", action="store_true", help="spare its memory at a country's size")
    parser.add_argument("--wall", action="store_true", help="count the clock's time instead of the processor's")
    parser.add_argument("--write", action="store_true", help="put the table and the picture into docs/")
    given = parser.parse_args()
    if given.wall:
        measuring.clock = time.perf_counter
    known = dict(ROWS)
    if given.country is not None:
        known["country"] = partial(million.rows, given.country, ranked=not given.without_bm25s)
    if unknown := set(given.rows) - set(known):
        parser.error(f"no such row: {', '.join(sorted(unknown))} (country needs --country FOLDER)")
    found: list[Row] = []
    for name in given.rows or known:
        found += known[name]()
        print(f"{name} measured", flush=True)
    print("\n".join(table.lines(found)))
    if given.write:
        table.put_into(DOCS / "performance.md", found)
        table.draw(found, DOCS / "performance.png")


if __name__ == "__main__":
    main()
