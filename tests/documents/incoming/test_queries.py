"""Lists, registers, late lists and the card."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.documents.incoming.conftest import House
from tests.documents.incoming.pdfs import signed_pdf
from tinhso.documents.incoming import public as incoming
from tinhso.documents.incoming import queries
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.incoming.public import DirectiveValues, RegisterValues
from tinhso.kit import clock
from tinhso.kit.errors import Refusal


def crowd(house: House, many: int) -> None:
    for n in range(many):
        house.paper(f"{n}/SX-VP")


def test_boxes_count_what_their_lists_show(house: House) -> None:
    house.arrived()
    house.arrived(signed_pdf(broken=True), "vanban.pdf")
    house.paper("1/A")
    house.registered("2/A")
    house.presented(notation="3/A")
    house.done()
    with house.acting(house.cast.clerk) as clerk:
        counted = queries.counts(clerk)
        assert counted == {
            "to_receive": 1, "quarantined": 1, "to_register": 1, "to_present": 1, "to_direct": 1, "lead": 0, "co": 0, "know": 0, "handling": 0, "overdue": 0,
            "recall": 0, "returned": 0, "letters": 0, "invitations": 0,
        }  # fmt: skip
        for box in queries.BOXES:
            assert len(queries.listed(clerk, box.code).rows) == (counted[box.code] if box.counted else 1), box.code


def test_a_handler_finds_what_is_given_to_him_and_sees_when_it_is_overdue(house: House) -> None:
    house.directed(due=date(2020, 3, 11))
    with house.acting(house.cast.specialist) as handler:
        counted = queries.counts(handler)
        assert (counted["lead"], counted["overdue"], counted["to_receive"]) == (1, 0, 0)
        (row,) = queries.listed(handler, "lead").rows
        assert (row.number, row.issuer, row.more, row.deadline and row.deadline.text) == (
            "05/SX-VP", "Sở X", ("Số đến 1", "Phạm Thị Mẫu Chuyên (Chuyên viên)"), "còn 2 ngày",
        )  # fmt: skip
    house.now = datetime(2020, 3, 11, 17, 1, tzinfo=clock.VIETNAM)
    with house.acting(house.cast.specialist) as handler:
        assert queries.counts(handler)["overdue"] == 1


def test_counting_is_one_query_besides_the_calendar(house: House) -> None:
    crowd(house, 3)
    with house.acting(house.cast.clerk) as clerk, CaptureQueriesContext(connection) as asked:
        queries.counts(clerk)
    assert len(asked) == 2


@pytest.mark.parametrize("read", ["listed", "register", "tracking", "late"])
def test_a_page_costs_the_same_for_5_and_50_rows(house: House, read: str) -> None:
    def cost() -> int:
        with house.acting(house.cast.clerk) as clerk, CaptureQueriesContext(connection) as asked:
            match read:
                case "listed":
                    assert queries.listed(clerk, "to_register").rows
                case "register":
                    queries.register(clerk, 2020)
                case "tracking":
                    queries.tracking(clerk, 2020)
                case "late":
                    queries.late(clerk)
        return len(asked)

    crowd(house, 5)
    few = cost()
    crowd(house, 45)
    assert cost() == few


def test_pages_follow_each_other_without_gap_or_repetition(house: House) -> None:
    crowd(house, 7)
    with house.acting(house.cast.clerk) as clerk:
        pages, older = [], ""
        while True:
            page = queries.listed(clerk, "to_register", older=older, limit=3)
            pages.append([row.number for row in page.rows])
            if page.older is None:
                break
            older = page.older
        assert pages == [["6/SX-VP", "5/SX-VP", "4/SX-VP"], ["3/SX-VP", "2/SX-VP", "1/SX-VP"], ["0/SX-VP"]]
        back = queries.listed(clerk, "to_register", newer=page.newer or "", limit=3)
        assert [row.number for row in back.rows] == pages[1]
        with pytest.raises(Refusal, match=r"paging\.cursor"):
            queries.listed(clerk, "to_register", older="abc")


def test_filters_narrow_a_list(house: House) -> None:
    house.registered("1/A", RegisterValues(type_code="report"))
    house.registered("2/A", subject="Kế hoạch năm")
    with house.acting(house.cast.clerk) as clerk:

        def found(**filters: object) -> list[str]:
            return [r.number for r in queries.listed(clerk, "to_present", queries.Filters(**filters)).rows]  # type: ignore[arg-type]

        assert found(type_code="report") == ["1/A"]
        for words in ("kế hoạch", "ke hoach", "NĂM 2/a", "hoạch kế"):
            assert found(words=words) == ["2/A"], words
        assert found(words="kế hoạch 1/A") == []
        assert found(words="  ") == ["2/A", "1/A"]
        assert found(channel="electronic") == []
        assert found(since=date(2020, 3, 10)) == []
        assert found(until=date(2020, 3, 9)) == ["2/A", "1/A"]


def test_appendix_iv_the_register_has_ten_columns_in_their_order(house: House) -> None:
    made = house.registered("12/BC-SX", RegisterValues(document_date=date(2020, 3, 5), type_code="report", note="Kèm phụ lục"))
    with house.acting(house.cast.clerk) as clerk:
        incoming.present(clerk, made.id, house.cast.director.post or 0)
    with house.acting(house.cast.director) as director:
        incoming.direct(director, made.id, DirectiveValues(lead=house.desk(house.cast.specialist), due=date(2020, 3, 20)))
    with house.acting(house.cast.specialist) as handler:
        incoming.look(handler, made.id)
    assert [str(c.label) for c in queries.REGISTER] == [
        "Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu", "Ngày văn bản", "Tên loại và trích yếu nội dung", "Đơn vị hoặc người nhận",
        "Ngày chuyển", "Ký nhận", "Ghi chú",
    ]  # fmt: skip
    with house.acting(house.cast.clerk) as clerk:
        (line,) = queries.register(clerk, 2020).rows
        cells = [c if isinstance(c, str) else c.text for c in line.cells]
        assert cells == [
            "09/03/2020", "1", "Sở X", "12/BC-SX", "05/03/2020", "Báo cáo Về việc phối hợp báo cáo", "Phạm Thị Mẫu Chuyên (Chuyên viên)",
            "09/03/2020", "09/03/2020", "Kèm phụ lục",
        ]  # fmt: skip
        (line,) = queries.tracking(clerk, 2020, open_only=True).rows
        assert len(line.cells) == len(queries.TRACKING) == 7
        assert queries.register(clerk, 2019).rows == []


def test_late_lists_by_the_working_calendar(house: House) -> None:
    house.now = datetime(2020, 3, 13, 16, 0, tzinfo=clock.VIETNAM)  # Friday
    house.arrived()
    house.paper("1/A")
    house.paper("2/A", urgency="express")
    house.registered("3/A")
    house.directed(due=date(2020, 3, 13))

    def kinds() -> dict[str, list[str]]:
        with house.acting(house.cast.chief) as chief:
            found = {kind: queries.late(chief, kind) for kind in queries.LATE_KINDS}
            assert {kind: len(late.page.rows) for kind, late in found.items()} == found["receive"].counts
            return {kind: [r.number for r in late.page.rows] for kind, late in found.items()}

    house.now = datetime(2020, 3, 13, 16, 50, tzinfo=clock.VIETNAM)
    assert kinds() == {"receive": [], "register": [], "present": [], "handle": []}
    house.now = datetime(2020, 3, 15, 12, 0, tzinfo=clock.VIETNAM)  # Sunday: Friday's office is closed
    assert kinds() == {"receive": ["07/STNB-NV"], "register": ["2/A"], "present": [], "handle": ["05/SX-VP"]}
    house.now = datetime(2020, 3, 16, 16, 0, tzinfo=clock.VIETNAM)  # Monday: the next working day still runs
    assert kinds()["present"] == []
    house.now = datetime(2020, 3, 16, 17, 0, 30, tzinfo=clock.VIETNAM)
    assert kinds() == {"receive": ["07/STNB-NV"], "register": ["1/A", "2/A"], "present": ["3/A"], "handle": ["05/SX-VP"]}


def test_late_ones_are_all_counted_and_paged_the_longest_waiting_first(house: House) -> None:
    crowd(house, 7)
    house.now = datetime(2020, 3, 16, 17, 0, 30, tzinfo=clock.VIETNAM)
    with house.acting(house.cast.chief) as chief:
        pages, newer = [], ""
        while True:
            found = queries.late(chief, newer=newer, limit=3)
            assert (found.code, found.counts["register"]) == ("register", 7), "the first kind that has any"
            pages.append([row.number for row in found.page.rows])
            if found.page.newer is None:
                break
            newer = found.page.newer
        assert pages == [["0/SX-VP", "1/SX-VP", "2/SX-VP"], ["3/SX-VP", "4/SX-VP", "5/SX-VP"], ["6/SX-VP"]]
        back = queries.late(chief, older=found.page.older or "", limit=3)
        assert [row.number for row in back.page.rows] == pages[1]


def test_the_card_tells_everything_in_order_and_what_may_be_done(house: House) -> None:
    made = house.begun()
    with house.acting(house.cast.specialist) as handler:
        card = queries.card(handler, made.id)
        assert card is not None
        assert [entry.what for entry in card.timeline] == ["Đến cơ quan", "Vào sổ", "Trình", "Bút phê", "Bắt đầu xử lý"]
        assert card.can == {"progress", "close", "close_when_answered", "reply"}
        assert [(p.label, p.state.text) for p in card.parts] == [("Phạm Thị Mẫu Chuyên (Chuyên viên)", "Đang xử lý")]
    with house.acting(house.cast.colleague) as colleague:
        assert queries.card(colleague, made.id) is None


def test_the_card_warns_of_a_missing_signature(house: House) -> None:
    made = house.arrived()
    with house.acting(house.cast.clerk) as clerk:
        card = queries.card(clerk, made.id)
        assert card is not None and card.verdict is not None
        assert card.verdict.text == "Không có chữ ký số"
        assert any("Điều 5" in text for text in card.warnings)


def test_every_verb_offered_is_one_the_action_accepts(house: House) -> None:
    """Buttons and actions agree: for each state and actor, what `allowed` leaves out is refused."""
    made = house.presented()
    for name in ("clerk", "chief", "director", "deputy", "specialist"):
        with house.acting(getattr(house.cast, name)) as actor:
            found = Incoming.objects.visible_to(actor).filter(pk=made.id).first()
            can = queries.allowed(actor, found) if found else frozenset()
            if "direct" in can:
                continue
            with pytest.raises(Refusal):
                incoming.direct(actor, made.id, DirectiveValues(lead=house.desk(house.cast.specialist)))
