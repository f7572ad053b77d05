"""How the question set is answered, by kind and by style, as a Markdown table: python -m benchmarks.question_report."""

import sys
import time
from collections import defaultdict
from collections.abc import Iterable

from tests.asking import ask, sample_database
from tests.judging import Asked, Said, faults, pairs, questions, same_answer, share


def table(name: str, groups: dict[str, list[bool]]) -> Iterable[str]:
    """Yield a table's lines: right answers by group, the weakest first."""
    yield f"| {name} | right | of | share |"
    yield "|---|--:|--:|--:|"
    for group, right in sorted(groups.items(), key=lambda pair: (share(pair[1]), pair[0])):
        yield f"| {group} | {sum(right)} | {len(right)} | {share(right):.1%} |"


def grouped(asked: Iterable[Asked], said: dict[str, Said], field: str) -> dict[str, list[bool]]:
    """Return whether each answer is right, by a field of its question."""
    groups = defaultdict(list)
    for one in asked:
        groups[str(one[field])].append(not faults(one, said[one["id"]]))
    return groups


def summary(asked: Iterable[Asked], said: dict[str, Said], seconds: list[float]) -> Iterable[str]:
    """Yield the figures over the whole set."""
    asked = list(asked)
    unanswerable = [
        one for one in asked if one["status"] == "not_found" and "answered" not in one.get("accept_status", ())
    ]
    answerable = [
        one for one in asked if one["status"] == "answered" and "not_found" not in one.get("accept_status", ())
    ]
    seconds = sorted(seconds)
    yield "| figure | value |"
    yield "|---|--:|"
    yield f"| right | {share(not faults(one, said[one['id']]) for one in asked):.1%} of {len(asked)} |"
    yield f"| unanswerable refused | {share(said[one['id']]['status'] != 'answered' for one in unanswerable):.1%} |"
    yield f"| answerable refused | {share(said[one['id']]['status'] == 'not_found' for one in answerable):.1%} |"
    same = share(same_answer(said[one], said[other]) for one, other in pairs())
    yield f"| same without diacritics | {same:.1%} of {len(pairs())} |"
    p50, p99 = (seconds[int(len(seconds) * part)] * 1000 for part in (0.5, 0.99))
    yield f"| p50, p99 | {p50:.1f} ms, {p99:.1f} ms |"


def main(*, misses: bool = False) -> None:
    """Print the report; with `misses` the wrong answers too."""
    connection = sample_database()
    asked = questions()
    said: dict[str, Said] = {}
    seconds = []
    for one in asked:
        started = time.perf_counter()
        said[one["id"]] = ask(connection, one)
        seconds.append(time.perf_counter() - started)
    for lines in (
        summary(asked, said, seconds),
        table("kind", grouped(asked, said, "kind")),
        table("style", grouped(asked, said, "style")),
        table("plan", grouped(asked, said, "plan")),
    ):
        print("\n".join(lines), end="\n\n")
    if misses:
        for one in asked:
            for fault in faults(one, said[one["id"]]):
                print(f"- {one['id']} [{one['kind']}/{one['style']}] {one['q']}: {fault}")


if __name__ == "__main__":
    main(misses="--misses" in sys.argv)
