from __future__ import annotations

import pytest

from tinhso.kit.errors import Conflict
from tinhso.kit.states import Labelled, Move, Table


class Door(Labelled):
    OPEN = "open", "Mở", "Open"
    SHUT = "shut", "Đóng", "Shut"
    LOCKED = "locked", "Khóa", "Locked"


DOORS: Table[Door] = Table(
    [Move((Door.OPEN,), "shut", Door.SHUT), Move((Door.SHUT,), "turn", Door.LOCKED), Move((Door.SHUT,), "turn", Door.OPEN, "from inside")]
)


def test_a_verb_with_one_target_needs_no_naming() -> None:
    assert DOORS.after(Door.OPEN, "shut") is Door.SHUT
    assert DOORS.allows(Door.OPEN, "shut")


def test_a_verb_with_several_targets_is_told_which() -> None:
    assert set(DOORS.targets(Door.SHUT, "turn")) == {Door.LOCKED, Door.OPEN}
    assert DOORS.after(Door.SHUT, "turn", Door.OPEN) is Door.OPEN
    with pytest.raises(Conflict):
        DOORS.after(Door.SHUT, "turn")


@pytest.mark.parametrize(
    ("state", "verb", "target"), [(Door.LOCKED, "shut", None), (Door.OPEN, "burn", None), (Door.OPEN, "shut", Door.LOCKED)]
)
def test_what_the_table_does_not_hold_is_a_conflict_that_names_the_state_in_both_languages(
    state: Door, verb: str, target: Door | None
) -> None:
    with pytest.raises(Conflict) as told:
        DOORS.after(state, verb, target)
    assert state.vi in told.value.vi and state.en in told.value.en
    assert told.value.status == 409
    assert told.value.context == {"state": state.value, "verb": verb}


def test_labels_in_both_languages_and_choices_in_vietnamese() -> None:
    assert Door.choices() == [("open", "Mở"), ("shut", "Đóng"), ("locked", "Khóa")]
    assert (Door.SHUT.label(), Door.SHUT.label("en-GB")) == ("Đóng", "Shut")
    assert Door("shut") is Door.SHUT
