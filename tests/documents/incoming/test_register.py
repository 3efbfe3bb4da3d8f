"""ND30 Điều 22 and Appendix VI: registering, arrival numbers, duplicates."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.documents.incoming.conftest import House
from tests.documents.incoming.pdfs import plain_pdf
from tests.documents.incoming.test_receive import statuses
from tests.jobs import run_jobs
from tinhso.core.search.public import find
from tinhso.documents.incoming import public as incoming
from tinhso.documents.incoming.models import Incoming, Note
from tinhso.documents.incoming.public import RegisterValues
from tinhso.documents.incoming.queries import next_arrival_number
from tinhso.documents.numbering.public import Line
from tinhso.kit import clock
from tinhso.kit.errors import Conflict, NotAllowed, Refusal


def test_dieu_22_2_one_sequence_for_paper_and_electronic(house: House) -> None:
    electronic = house.accepted()
    assert house.registered().arrival_number == 1
    with house.acting(house.cast.clerk) as clerk:
        assert next_arrival_number(clerk) == 2
        assert incoming.register(clerk, electronic.id).arrival_number == 2
    assert house.registered("06/SX-VP").arrival_number == 3


def test_dieu_22_2_arrival_numbers_begin_again_on_1_january(house: House) -> None:
    house.now = datetime(2020, 12, 31, 23, 50, tzinfo=clock.VIETNAM)
    last = house.registered()
    house.now = datetime(2021, 1, 1, 0, 5, tzinfo=clock.VIETNAM)
    first = house.registered("06/SX-VP")
    assert [(d.arrival_number, d.arrival_date) for d in (last, first)] == [(1, date(2020, 12, 31)), (1, date(2021, 1, 1))]


def test_registering_tells_the_sender_03_and_puts_presenting_on_the_clerks_desk(house: House) -> None:
    made = house.accepted()
    with house.acting(house.cast.clerk) as clerk:
        incoming.register(clerk, made.id)
    assert statuses(house, made) == [("03", "")]
    assert list(house.open_tasks(made)) == [f"present {house.clerks}"]


def test_registered_twice_the_second_clerk_is_told_and_no_number_is_lost(house: House) -> None:
    made = house.registered()
    with house.acting(house.cast.clerk) as clerk:
        with pytest.raises(Conflict, match=r"incoming\.registered"):
            incoming.register(clerk, made.id)
        assert next_arrival_number(clerk) == 2


@pytest.mark.parametrize(
    "changed",
    [
        {"notation": "08/STNB-NV"}, {"subject": "Trích yếu khác"}, {"issuer": "Sở khác"}, {"document_date": date(2020, 3, 5)},
        {"signer_name": "Người khác"}, {"type_code": "report"}, {"urgency": "urgent"}, {"pages": 3},
    ],
)  # fmt: skip
def test_what_the_author_of_an_electronic_document_wrote_is_read_only(house: House, changed: dict[str, object]) -> None:
    made = house.accepted()
    with house.acting(house.cast.clerk) as clerk:
        with pytest.raises(Refusal, match=r"incoming\.author_read_only"):
            incoming.register(clerk, made.id, RegisterValues(**changed))  # type: ignore[arg-type]
        done = incoming.register(clerk, made.id, RegisterValues(subject="Đề nghị cung cấp số liệu", note="Kèm bản giấy", copies=2))
    assert (done.note, done.copies) == ("Kèm bản giấy", 2)


def test_the_fields_of_a_paper_document_are_typed_by_the_clerk(house: House) -> None:
    values = RegisterValues(notation="12/BC-SX", document_date=date(2020, 3, 5), type_code="report", signer_name="Nguyễn Văn Thử", pages=2)
    done = house.registered("", values)
    assert (done.number, done.symbol, done.notation, done.document_date, done.type_code) == (
        "12",
        "BC-SX",
        "12/BC-SX",
        date(2020, 3, 5),
        "report",
    )


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (RegisterValues(document_date=date(2020, 3, 10)), "incoming.date_future"),
        (RegisterValues(type_code="nothing"), "incoming.type"),
        (RegisterValues(urgency="soon"), "incoming.mark"),
        (RegisterValues(subject=" "), "incoming.reason"),
        (RegisterValues(issuer=""), "incoming.reason"),
        (RegisterValues(named_posts=(999_999,)), "incoming.desk"),
    ],
)
def test_what_cannot_be_is_refused_and_gives_no_number(house: House, values: RegisterValues, code: str) -> None:
    made = house.paper()
    with house.acting(house.cast.clerk) as clerk:
        with pytest.raises(Refusal, match=code.replace(".", r"\.")):
            incoming.register(clerk, made.id, values)
        assert next_arrival_number(clerk) == 1
        assert house.again(made).state == "accepted"


def test_duplicate_by_document_id(house: House) -> None:
    first = house.accepted()
    again = house.accepted(notation="khác", issuer="Khác", sender=None)
    with house.acting(house.cast.clerk) as clerk:
        incoming.register(clerk, first.id)
        with pytest.raises(Conflict, match=r"incoming\.duplicate") as told:
            incoming.register(clerk, again.id)
        assert "số đến 1 ngày 09/03/2020" in told.value.vi
        assert next_arrival_number(clerk) == 2


@pytest.mark.parametrize(("notation", "issuer"), [("5/sx-vp", "SỞ X"), ("Số: 05/SX-VP", "sở x"), ("05 / SX-VP", "Sở  X")])
def test_duplicate_by_number_symbol_and_issuer_however_they_are_written(house: House, notation: str, issuer: str) -> None:
    house.registered("05/SX-VP")
    made = house.paper(notation, issuer=issuer)
    with house.acting(house.cast.clerk) as clerk:
        with pytest.raises(Conflict, match=r"incoming\.duplicate"):
            incoming.register(clerk, made.id)
        done = incoming.register(clerk, made.id, RegisterValues(duplicate_reason="Bản thay thế có sửa chính tả"))
        assert done.arrival_number == 2
        assert Note.objects.within(clerk).get(document=made, kind="duplicate").text == "Trùng số đến 1: Bản thay thế có sửa chính tả"


def test_the_same_number_of_another_organ_or_another_year_is_no_duplicate(house: House) -> None:
    house.registered("05/SX-VP", RegisterValues(document_date=date(2020, 3, 2)))
    assert house.registered("05/SX-VP", issuer="Sở Y").arrival_number == 2
    assert house.registered("05/SX-VP", RegisterValues(document_date=date(2019, 3, 2))).arrival_number == 3


def test_a_document_sent_back_and_sent_again_is_no_duplicate(house: House) -> None:
    first = house.arrived()
    with house.acting(house.cast.clerk) as clerk:
        incoming.refuse(clerk, first.id, "missing_annex")
    again = house.accepted()
    with house.acting(house.cast.clerk) as clerk:
        assert incoming.register(clerk, again.id).arrival_number == 1


def test_documents_without_a_number_are_no_duplicates_of_each_other(house: House) -> None:
    assert house.registered("").arrival_number == 1
    assert house.registered("").arrival_number == 2


def test_a_correction_keeps_both_values_and_never_the_arrival_number(house: House) -> None:
    made = house.registered()
    with house.acting(house.cast.clerk) as clerk:
        done = incoming.correct(clerk, made.id, RegisterValues(subject="Về việc phối hợp báo cáo năm"), "Gõ thiếu chữ")
        assert (done.subject, done.arrival_number) == ("Về việc phối hợp báo cáo năm", 1)
        text = Note.objects.within(clerk).get(document=made, kind="correct").text
        assert text == "Gõ thiếu chữ (subject: “Về việc phối hợp báo cáo” → “Về việc phối hợp báo cáo năm”)"
        with pytest.raises(Refusal, match=r"incoming\.reason"):
            incoming.correct(clerk, made.id, RegisterValues(note="x"), "")


def test_a_correction_cannot_touch_an_electronic_authors_words(house: House) -> None:
    made = house.accepted()
    with house.acting(house.cast.clerk) as clerk:
        incoming.register(clerk, made.id)
        with pytest.raises(Refusal, match=r"incoming\.author_read_only"):
            incoming.correct(clerk, made.id, RegisterValues(subject="Khác"), "Thử")


def test_a_classified_document_with_a_file_is_refused(house: House) -> None:
    made = house.accepted()
    with house.acting(house.cast.clerk) as clerk, pytest.raises(Refusal, match=r"incoming\.secret_no_file"):
        incoming.register(clerk, made.id, RegisterValues(secrecy="secret"))


@pytest.mark.parametrize("who", ["chief", "specialist", "director", "administrator"])
def test_only_clerks_register(house: House, who: str) -> None:
    made = house.paper()
    with house.acting(getattr(house.cast, who)) as actor, pytest.raises(NotAllowed):
        incoming.register(actor, made.id)


def test_each_register_line_names_its_document(house: House) -> None:
    made = [house.registered(f"{n}/SX-VP") for n in (1, 2, 3)]
    with house.acting(house.cast.clerk) as clerk:
        lines = Line.objects.within(clerk).filter(document_kind="incoming").order_by("number")
        assert [(line.number, line.document) for line in lines] == [(n, d.id) for n, d in enumerate(made, 1)]
        assert Incoming.objects.visible_to(clerk).filter(arrival_number__isnull=False).count() == 3


def test_the_series_is_not_held_up_by_the_words_of_the_file(house: House) -> None:
    """Until the commit every clerk of the agency waits: the search row comes after it, also where the same click presents."""
    made = house.accepted(data=plain_pdf("Phòng chống tràn dầu"), name="congvan.pdf")
    run_jobs("incoming.read")
    with house.acting(house.cast.clerk) as clerk, CaptureQueriesContext(connection) as asked:
        incoming.register(clerk, made.id)
        incoming.present(clerk, made.id, house.cast.director.own_post)
    sql = [q["sql"] for q in asked.captured_queries]
    locked = next(n for n, q in enumerate(sql) if "numbering_seriesyear" in q and "FOR UPDATE" in q)
    assert not [q for q in sql[locked:] if "tinhso_index" in q or "files_rendition" in q]
    run_jobs("incoming.reindex")
    with house.acting(house.cast.director) as director:
        assert [hit.aggregate for hit in find(director, "tràn dầu").rows] == [f"incoming:{made.id}"]
