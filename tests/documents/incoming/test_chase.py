"""Đôn đốc (ND30 Điều 24.1): who is told, the trace it leaves, and what is late by unit for Monday's meeting."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.documents.incoming.conftest import House
from tests.documents.incoming.pages import ROOT, login
from tinhso.core.access.public import Actor
from tinhso.core.ledger.models import Entry
from tinhso.core.notifications.models import Notice
from tinhso.documents.incoming import public as incoming
from tinhso.documents.incoming import queries
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.incoming.public import Desk, DirectiveValues
from tinhso.kit import clock
from tinhso.kit.errors import NotAllowed, Refusal

FRIDAY = datetime(2020, 3, 13, 9, 0, tzinfo=clock.VIETNAM)


def due(house: House, day: date, lead: str = "", notation: str = "05/SX-VP", **more: object) -> Incoming:
    made = house.presented(notation=notation)
    with house.acting(house.cast.director) as director:
        incoming.direct(director, made.id, DirectiveValues(lead=lead or house.desk(house.cast.specialist), due=day, **more))  # type: ignore[arg-type]
    return made


def told(house: House, document: Incoming) -> set[str]:
    with house.acting(house.cast.chief) as chief:
        rows = Notice.objects.within(chief).filter(kind="incoming.chased", url=f"{ROOT}{document.id}/")
        return set(rows.values_list("recipient", flat=True))


def trace(house: House, document: Incoming) -> list[tuple[str, str]]:
    with house.acting(house.cast.chief) as chief:
        shown = queries.card(chief, document.id)
    assert shown is not None
    return [(e.what, e.opinion) for e in shown.timeline if e.what.startswith("Đôn đốc")]


def test_who_holds_it_and_the_heads_of_his_unit_are_told_and_the_timeline_counts(house: House) -> None:
    made = due(house, date(2020, 3, 11), co=(Desk(house.head(house.cast.second_unit)),))
    with house.acting(house.cast.chief) as chief:
        incoming.chase(chief, made.id, "Báo cáo trước 16 giờ")
    assert told(house, made) == {
        house.desk(house.cast.specialist), house.head(house.cast.unit), house.head(house.cast.second_unit),
    }  # fmt: skip
    house.now += timedelta(days=1)
    with house.acting(house.cast.clerk) as clerk:
        incoming.chase(clerk, made.id, "Nhắc lại")
    names = "Phòng Kế hoạch; Phạm Thị Mẫu Chuyên (Chuyên viên)"
    assert trace(house, made) == [
        ("Đôn đốc lần 1", f"Báo cáo trước 16 giờ\n→ {names}"), ("Đôn đốc lần 2", f"Nhắc lại\n→ {names}"),
    ]  # fmt: skip


def test_no_document_is_chased_twice_a_day_without_saying_so(house: House) -> None:
    made = due(house, date(2020, 3, 11))
    with house.acting(house.cast.chief) as chief:
        incoming.chase(chief, made.id, "Lần một")
    with house.acting(house.cast.clerk) as clerk:
        with pytest.raises(Refusal, match=r"incoming\.chased_today"):
            incoming.chase(clerk, made.id, "Lần hai")
        incoming.chase(clerk, made.id, "Lần hai", again=True)
    house.now = house.now.replace(hour=0, minute=1) + timedelta(days=1)
    with house.acting(house.cast.clerk) as clerk:
        incoming.chase(clerk, made.id, "Sáng hôm sau")
    assert len(trace(house, made)) == 3


def test_several_are_chased_at_once_each_with_its_evidence_and_those_of_today_are_left(house: House) -> None:
    made = [due(house, date(2020, 3, 11), notation=f"{n}/SX") for n in range(3)]
    ids = [d.id for d in made]
    with house.acting(house.cast.chief) as chief:
        incoming.chase(chief, ids[0], "Riêng")
        chased = incoming.chase_all(chief, ids, "Chung")
        assert (chased.done, chased.today) == (2, 1)
        assert Entry.objects.filter(action="incoming.chase").count() == 3
        again = incoming.chase_all(chief, ids, "Nữa", again=True)
        assert (again.done, again.today) == (3, 0)
        with pytest.raises(Refusal, match=r"several\.none"):
            incoming.chase_all(chief, [], "Không ai")
    assert [what for what, _ in trace(house, made[0])] == ["Đôn đốc lần 1", "Đôn đốc lần 2"]


@pytest.mark.parametrize("who", ["specialist", "unit_head", "colleague", "administrator"])
def test_only_the_office_and_leaders_chase(house: House, who: str) -> None:
    made = due(house, date(2020, 3, 11))
    with house.acting(getattr(house.cast, who)) as actor, pytest.raises(NotAllowed):
        incoming.chase_all(actor, [made.id], "Thử")
    with clock.at(house.now):
        assert login(getattr(house.cast, who)).get(f"{ROOT}don-doc/").status_code == 403


def test_the_list_has_the_late_and_what_is_due_in_three_working_days(house: House) -> None:
    due(house, date(2020, 3, 12), notation="1/TRE")
    due(house, date(2020, 3, 13), notation="2/HOMNAY")
    due(house, date(2020, 3, 18), notation="3/BANGAY")
    due(house, date(2020, 3, 19), notation="4/BONNGAY")
    house.now = FRIDAY
    with house.acting(house.cast.chief) as chief:
        late, near = queries.to_chase(chief), queries.to_chase(chief, "near")
        assert late.counts == {"late": 1, "near": 2} and late.code == "late"
        assert [r.number for r in late.page.rows] == ["1/TRE"]
        assert [r.number for r in near.page.rows] == ["2/HOMNAY", "3/BANGAY"]
        incoming.chase_all(
            chief, [d for d in Incoming.objects.visible_to(chief).filter(notation="1/TRE").values_list("id", flat=True)], "Gấp"
        )
        (row,) = queries.to_chase(chief).page.rows
        assert row.more[-1].startswith("đã đôn đốc 1 lần")


def test_the_ticked_ones_are_chased_from_the_page(house: House) -> None:
    first, second = (due(house, date(2020, 3, 11), notation=f"{n}/SX") for n in (1, 2))
    with clock.at(FRIDAY):
        chief = login(house.cast.chief)
        assert "Đề nghị khẩn trương" in chief.get(f"{ROOT}don-doc/").content.decode()
        none = chief.post(f"{ROOT}don-doc/", {"text": "Gấp"})
        assert none.status_code == 422 and "Đánh dấu ít nhất một dòng" in none.content.decode()
        done = chief.post(f"{ROOT}don-doc/", {"text": "Gấp", "chon": [str(first.id), str(second.id)]}, follow=True).content.decode()
        assert "Đã đôn đốc 2 văn bản." in done and "đã đôn đốc 1 lần" in done
        again = chief.post(f"{ROOT}don-doc/", {"text": "Gấp", "chon": [str(first.id)]}, follow=True).content.decode()
        assert "Đã đôn đốc" not in again and "1 văn bản đã được đôn đốc hôm nay" in again
        card = chief.get(f"{ROOT}{first.id}/").content.decode()
        assert "Vẫn đôn đốc lần nữa hôm nay" in card and "Đôn đốc lần 1" in card


def by_unit(actor: Actor) -> dict[str, list[list[object]]]:
    return {s.unit: [list(line.cells) for line in s.lines] for s in queries.late_by_unit(actor)}


def test_what_is_late_stands_by_the_unit_that_leads_with_who_holds_it_now(house: House) -> None:
    led = due(house, date(2020, 3, 12), house.head(house.cast.unit), "1/SX")
    with house.acting(house.cast.unit_head) as head:
        incoming.sub_assign(head, led.id, house.desk(house.cast.specialist))
    due(house, date(2020, 3, 11), house.desk(house.cast.colleague), "2/SX")
    due(house, date(2020, 3, 16), house.head(house.cast.unit), "3/SX")
    house.now = FRIDAY
    with house.acting(house.cast.chief) as chief:
        found = by_unit(chief)
        assert list(found) == ["Phòng Công nghệ", "Phòng Kế hoạch"]
        (line,) = found["Phòng Công nghệ"]
        assert line[3] == "Phạm Thị Mẫu Chuyên (Chuyên viên)" and "quá hạn 1 ngày" in line[4].text  # type: ignore[attr-defined]
    with house.acting(house.cast.second_head) as head:
        assert list(by_unit(head)) == ["Phòng Kế hoạch"]
    with clock.at(FRIDAY):
        printed = login(house.cast.chief).get(f"{ROOT}qua-han/?in=1").content.decode()
        assert "ỦY BAN NHÂN DÂN TỈNH THỬ NGHIỆM" in printed and "Tuần từ 09/03/2020 đến 15/03/2020" in printed


def test_the_weekly_list_costs_the_same_for_2_and_8(house: House) -> None:
    def cost() -> int:
        with house.acting(house.cast.chief) as chief, clock.at(FRIDAY), CaptureQueriesContext(connection) as asked:
            assert queries.late_by_unit(chief)
        return len(asked)

    for n in range(2):
        due(house, date(2020, 3, 11), notation=f"{n}/SX")
    few = cost()
    for n in range(2, 8):
        due(house, date(2020, 3, 11), house.head(house.cast.second_unit), f"{n}/SX")
    assert cost() == few
