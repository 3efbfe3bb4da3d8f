from __future__ import annotations

import time
import uuid

from tinhso.kit import ids


def test_an_id_is_an_rfc_9562_version_7_uuid_of_this_millisecond() -> None:
    before = time.time_ns() // 1_000_000
    made = ids.new()
    after = time.time_ns() // 1_000_000
    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert before <= made.int >> 80 <= after


def test_a_later_id_stands_after_an_earlier_one_and_none_comes_twice() -> None:
    made = []
    for _ in range(5):
        made.append(ids.new())
        time.sleep(0.002)
    assert made == sorted(made)
    assert len({ids.new() for _ in range(10_000)}) == 10_000
