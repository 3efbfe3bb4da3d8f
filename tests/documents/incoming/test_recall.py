"""ND30 Điều 18.4.b: the receiver destroys its electronic copy and keeps the trail, or refuses with a reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.documents.incoming.conftest import House
from tests.documents.incoming.pdfs import signed_pdf
from tests.documents.incoming.test_receive import statuses
from tinhso.core.access.public import system
from tinhso.core.files.public import StoredFile
from tinhso.core.ledger.models import Entry
from tinhso.core.search.public import Within, find
from tinhso.documents.incoming import public as incoming
from tinhso.documents.incoming.models import Incoming, Note
from tinhso.documents.incoming.public import DirectiveValues
from tinhso.kit import ids
from tinhso.kit.errors import Conflict, NotAllowed, Refusal

STEPS: dict[str, Callable[[House, Incoming], None]] = {}


def step(name: str) -> Callable[[Callable[[House, Incoming], None]], None]:
    def register(act: Callable[[House, Incoming], None]) -> None:
        STEPS[name] = act

    return register


@step("accepted")
def _accept(house: House, made: Incoming) -> None:
    with house.acting(house.cast.clerk) as clerk:
        incoming.accept(clerk, made.id)


@step("registered")
def _register(house: House, made: Incoming) -> None:
    with house.acting(house.cast.clerk) as clerk:
        incoming.register(clerk, made.id)


@step("presented")
def _present(house: House, made: Incoming) -> None:
    with house.acting(house.cast.clerk) as clerk:
        incoming.present(clerk, made.id, house.cast.director.post or 0)


@step("assigned")
def _direct(house: House, made: Incoming) -> None:
    with house.acting(house.cast.director) as director:
        incoming.direct(director, made.id, DirectiveValues(lead=house.desk(house.cast.specialist)))


@step("in_progress")
def _begin(house: House, made: Incoming) -> None:
    with house.acting(house.cast.specialist) as handler:
        incoming.look(handler, made.id)


@step("done")
def _close(house: House, made: Incoming) -> None:
    with house.acting(house.cast.specialist) as handler:
        incoming.close(handler, made.id, "Xong")


def brought_to(house: House, state: str) -> Incoming:
    if state == "quarantined":
        return house.arrived(signed_pdf(broken=True), "vanban.pdf")
    made = house.arrived()
    for name, act in STEPS.items():
        if house.again(made).state == state:
            break
        act(house, made)
        assert house.again(made).state == name
    return house.again(made)


def asked(house: House, made: Incoming, reason: str = "Ban hành nhầm") -> Incoming:
    actor = system(house.cast.agency)
    with house.acting(actor):
        found = incoming.ask_recall(actor, made.consignment, reason)  # type: ignore[arg-type]
    assert found is not None
    return found


HELD = ["arrived", "quarantined", "accepted", "registered", "presented", "assigned", "in_progress", "done"]


@pytest.mark.parametrize("state", HELD)
def test_recall_asked_in_any_state_and_agreed_destroys_the_copy_and_keeps_the_trail(house: House, state: str) -> None:
    made = brought_to(house, state)
    file = made.file_id
    assert asked(house, made).state == "recall_asked"
    with house.acting(house.cast.clerk) as clerk:
        gone = incoming.agree_recall(clerk, made.id)
        assert (gone.state, gone.file_id, gone.arrival_number) == ("destroyed", None, made.arrival_number)
        assert not StoredFile.objects.within(clerk).filter(pk=file).exists()
        assert (gone.subject, gone.verdict, gone.recall_reason) == (made.subject, made.verdict, "Ban hành nhầm")
        assert not find(clerk, "cung cấp số liệu", Within(kinds=("incoming",))).rows
        assert Entry.objects.filter(action="incoming.agree_recall", subject=f"incoming:{made.id}").exists()
    assert house.open_tasks(made) == {}
    assert statuses(house, made)[-1] == ("15", "Ban hành nhầm")


@pytest.mark.parametrize("state", HELD)
def test_a_refused_recall_goes_on_where_it_was(house: House, state: str) -> None:
    made = brought_to(house, state)
    before = set(house.open_tasks(made))
    asked(house, made)
    with house.acting(house.cast.clerk) as clerk:
        with pytest.raises(Refusal, match=r"incoming\.reason"):
            incoming.refuse_recall(clerk, made.id, " ")
        back = incoming.refuse_recall(clerk, made.id, "Đã thi hành xong")
    assert (back.state, back.file_id, back.before_recall) == (state, made.file_id, "")
    assert set(house.open_tasks(made)) == before
    assert statuses(house, made)[-1] == ("16", "Đã thi hành xong")


def test_recall_asked_twice_is_one_question(house: House) -> None:
    made = brought_to(house, "registered")
    asked(house, made)
    assert asked(house, made, "Lần nữa").recall_reason == "Ban hành nhầm"
    with house.acting(house.cast.clerk) as clerk:
        assert Note.objects.within(clerk).filter(document=made, kind="recall_asked").count() == 1


def test_a_document_already_sent_back_or_unknown_is_left_alone(house: House) -> None:
    made = house.arrived()
    with house.acting(house.cast.clerk) as clerk:
        incoming.refuse(clerk, made.id, "wrong_place")
    assert asked(house, made).state == "refused"
    actor = system(house.cast.agency)
    with house.acting(actor):
        assert incoming.ask_recall(actor, ids.new(), "Thử") is None


def test_while_a_recall_waits_nothing_else_moves(house: House) -> None:
    made = brought_to(house, "in_progress")
    asked(house, made)
    with house.acting(house.cast.specialist) as handler, pytest.raises(Conflict):
        incoming.close(handler, made.id, "Xong")
    with house.acting(house.cast.director) as director, pytest.raises(Conflict):
        incoming.direct(director, made.id, DirectiveValues(lead=house.desk(house.cast.specialist)))


def test_a_handler_does_not_answer_a_recall(house: House) -> None:
    made = brought_to(house, "in_progress")
    asked(house, made)
    with house.acting(house.cast.specialist) as handler:
        for act in (lambda: incoming.agree_recall(handler, made.id), lambda: incoming.refuse_recall(handler, made.id, "Không")):
            with pytest.raises(NotAllowed):
                act()


def test_after_a_second_recall_of_a_refused_one_the_document_may_still_be_destroyed(house: House) -> None:
    made = brought_to(house, "done")
    asked(house, made)
    with house.acting(house.cast.clerk) as clerk:
        incoming.refuse_recall(clerk, made.id, "Đã lưu hồ sơ")
    asked(house, made, "Yêu cầu lại")
    with house.acting(house.cast.clerk) as clerk:
        assert incoming.agree_recall(clerk, made.id).state == "destroyed"
