"""The symbol a file prints is the one the register gets (Điều 15.1; Phụ lục I.II.3), and numbering holds up its series for nothing else."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.documents.layout.test_anchors import word_pdf
from tests.documents.outgoing.conftest import Office
from tests.jobs import run_jobs
from tinhso.core.organisations.models import UnitVersion
from tinhso.core.search.public import find
from tinhso.documents.layout.anchors import find as places
from tinhso.documents.layout.words import text_of
from tinhso.documents.numbering.public import Line
from tinhso.documents.outgoing.models import Outgoing, Version
from tinhso.documents.outgoing.public import number, place, submit, upload
from tinhso.documents.outgoing.rules.states import State
from tinhso.documents.outgoing.rules.symbol import printed_symbol
from tinhso.kit import clock
from tinhso.kit.errors import Refusal


@pytest.mark.parametrize(
    ("words", "symbol"),
    [
        ("Số:        /QĐ-STTTT     Thử nghiệm, ngày   tháng   năm 2020", "/QĐ-STTTT"),
        ("SỞ A\nSố: …… / STTTT – CNTT\nV/v rà soát", "/STTTT–CNTT"),
        ("số:   /2020/QĐ-UBND", "/2020/QĐ-UBND"),
        ("Sở báo cáo như sau. Theo Công văn số: 12/UBND-VX", ""),
        ("Không có dòng số", ""),
    ],
)
def test_phu_luc_i_ii_3_the_symbol_is_read_after_so(words: str, symbol: str) -> None:
    assert printed_symbol(words) == symbol


def test_phu_luc_i_ii_3_the_symbol_of_a_word_file_is_read() -> None:
    assert printed_symbol(text_of(word_pdf(symbol="TB-STNA"))) == "/TB-STNA"


def uploaded(office: Office, symbol: str, type_code: str = "decision") -> Outgoing:
    made = office.drafted(type_code=type_code)
    director = office.cast.director
    pdf = word_pdf(symbol=symbol, name=director.name, post="Giám đốc")
    slots = places(pdf, "Giám đốc", director.name).slots
    assert slots is not None
    with office.acting(office.cast.specialist) as drafter:
        return upload(drafter, made.id, BytesIO(pdf), "van-ban.pdf", slots)


def test_dieu_15_1_an_uploaded_file_of_another_type_is_refused_before_anybody_signs_it(office: Office) -> None:
    made = uploaded(office, "TB-STNA")
    with office.acting(office.cast.specialist) as drafter, pytest.raises(Refusal, match=r"series\.symbol_printed") as told:
        submit(drafter, made.id)
    assert "/TB-STNA" in told.value.vi and "/QĐ-STNA" in told.value.vi


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ({"number": "15"}, "already_typed"), ({"day": "05", "month": "01"}, "already_typed"), ({"year": 2019}, "year"),
        ({"name": "Người Khác Hẳn"}, "other_signer"),
    ],
)  # fmt: skip
def test_dieu_15_3_a_file_that_has_its_own_number_date_year_or_another_signer_is_refused_where_it_is_placed_and_submitted(
    office: Office, printed: dict[str, object], code: str
) -> None:
    made = office.drafted(type_code="decision")
    director = office.cast.director
    right = {"symbol": "QĐ-STNA", "name": director.name, "post": "Giám đốc"}
    slots = places(word_pdf(**right), "Giám đốc", director.name).slots
    assert slots is not None
    with office.acting(office.cast.specialist) as drafter:
        upload(drafter, made.id, BytesIO(word_pdf(**{**right, **printed})), "van-ban.pdf", None)
        with pytest.raises(Refusal, match=rf"anchors\.{code}"):
            place(drafter, made.id, slots)
        upload(drafter, made.id, BytesIO(word_pdf(**{**right, **printed})), "van-ban.pdf", slots)
        with pytest.raises(Refusal, match=rf"anchors\.{code}"):
            submit(drafter, made.id)
        upload(drafter, made.id, BytesIO(word_pdf(**right)), "van-ban.pdf", None)
        place(drafter, made.id, slots)
        assert submit(drafter, made.id).state == State.UNIT_REVIEW


def test_dieu_15_1_an_uploaded_file_with_its_registers_symbol_goes_on(office: Office) -> None:
    made = uploaded(office, "QÐ-STNA")  # as Word's old fonts spell Đ
    with office.acting(office.cast.specialist) as drafter:
        assert submit(drafter, made.id).state == State.UNIT_REVIEW
    assert Version.plain.get(document=made).symbol == "/QÐ-STNA"


def test_dieu_15_1_a_file_whose_units_abbreviation_has_changed_since_gets_no_number(office: Office) -> None:
    made = office.signed()
    UnitVersion.objects.filter(unit_id=office.cast.unit).update(abbreviation="CNS")
    with office.acting(office.cast.clerk) as clerk:
        with pytest.raises(Refusal, match=r"series\.symbol_printed"):
            number(clerk, made.id)
        assert not Line.objects.within(clerk).exists()


def test_dieu_15_1_after_the_series_is_locked_only_the_number_and_its_line_are_written(office: Office) -> None:
    made = office.signed()
    with office.acting(office.cast.clerk) as clerk, CaptureQueriesContext(connection) as asked:
        number(clerk, made.id)
    said = [q["sql"] for q in asked]
    locked = next(i for i, sql in enumerate(said) if "numbering_seriesyear" in sql and "FOR UPDATE" in sql)
    after = said[locked + 1 :]
    assert any('INSERT INTO "numbering_line"' in sql for sql in after)
    assert not [sql for sql in said if "tinhso_index" in sql or "files_" in sql]
    touched = {table for sql in after for table in re.findall(r'(?:FROM|INTO|UPDATE|JOIN) "(\w+)"', sql)}
    assert touched == {"numbering_line", "numbering_seriesyear", "outgoing_outgoing", "organisations_change", "work_task", "ledger_entry"}
    assert len(after) == len(set(after)), after  # and none of it twice
    with clock.at(office.now):
        run_jobs("outgoing.reindex")
    with office.acting(office.cast.clerk) as clerk:
        assert [h.aggregate for h in find(clerk, "01/STNA-CN").rows] == [f"outgoing:{made.id}"]
        assert find(clerk, "cử cán bộ phối hợp").rows  # the words are still there
