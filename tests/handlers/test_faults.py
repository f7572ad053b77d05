"""Faults with fixed seeds: nothing lost, nothing doubled, sent twice only where the stop fell between send and mark.

The long run is `python -m benchmarks.faults`.
"""

from tests.faults import lives

LIVES = range(20260501, 20260513)
KILLS = 2


def test_nothing_is_lost_or_doubled_under_faults(tmp_path):
    outcome = lives(tmp_path / "lives", LIVES, kills=KILLS)

    assert outcome.updates_lost == 0
    assert outcome.effects_doubled == 0
    assert outcome.reminders_lost == 0
    assert outcome.sent_twice <= outcome.excused
