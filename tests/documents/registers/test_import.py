"""An old register is imported whole or not at all, read by who sees the agency's registers, and never changed."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date

import pytest
import xlsxwriter
from django.db import DatabaseError, connection, transaction

from tests.documents.incoming.pages import login
from tests.documents.registers.conftest import INTO, OUT, Office, book, into, out
from tests.jobs import run_jobs
from tinhso.core.access.public import Actor, acting
from tinhso.core.files import public as files
from tinhso.core.files.models import StoredFile
from tinhso.core.ledger.models import Entry
from tinhso.core.search import public as search
from tinhso.core.work.public import Task
from tinhso.documents.numbering.public import Line, SeriesYear
from tinhso.documents.registers import importing, queries
from tinhso.documents.registers.formats import xlsx
from tinhso.documents.registers.models import OldLine, OldRegister
from tinhso.documents.registers.public import Asked, Kind, withdraw
from tinhso.documents.registers.rules import judge
from tinhso.kit import clock
from tinhso.kit.errors import NotAllowed, Refusal

Y2018 = Asked(Kind.INCOMING, 2018)


def lines(office: Office, who: Actor) -> list[OldLine]:
    with office.acting(who):
        return list(OldLine.objects.visible_to(who).order_by("number"))


def found(office: Office, who: Actor, words: str) -> list[str]:
    run_jobs("registers.index")
    with office.acting(who):
        return [hit.url for hit in search.find(who, words).rows]


def test_who_sees_the_registers_sees_the_old_lines_and_nobody_else(office: Office) -> None:
    made = office.imported(out(), out("02/QĐ-STNA", subject="Quyết định: thiennga"))
    c = office.cast
    assert made.lines == 2
    for who in (c.clerk, c.chief, c.director):
        assert len(lines(office, who)) == 2 and len(found(office, who, "thiennga")) == 1
    for who in (c.specialist, c.unit_head, c.deputy, c.administrator, c.other_clerk, c.other_director):
        assert lines(office, who) == [] and found(office, who, "thiennga") == []


def test_it_is_no_number_no_task_and_no_document_of_today(office: Office) -> None:
    office.imported(out())
    with office.acting(office.cast.clerk) as clerk:
        assert (
            not Line.objects.within(clerk).exists()
            and not SeriesYear.objects.within(clerk).exists()
            and not Task.objects.within(clerk).exists()
        )


def test_the_ledger_keeps_who_the_files_hash_and_how_many(office: Office) -> None:
    made = office.imported(out(), asked=Asked(Kind.OUTGOING, 2018, "Sổ quyết định"), who=office.cast.administrator)
    with office.acting(office.cast.clerk):
        (entry,) = Entry.objects.filter(action="registers.import")
    assert entry.person_id == office.cast.administrator.person
    assert entry.detail == {"kind": "outgoing", "year": 2018, "series": "Sổ quyết định", "sha256": made.sha256, "lines": 1}


def test_only_clerk_and_administrator_import_and_withdraw(office: Office) -> None:
    made = office.imported(out())
    for who in (office.cast.specialist, office.cast.director):
        with pytest.raises(NotAllowed):
            office.imported(out("05/QĐ-A"), who=who)
        with pytest.raises(NotAllowed), office.acting(who):
            withdraw(who, made.pk, "nhầm")
    with pytest.raises(Refusal, match="import"), office.acting(office.cast.other_clerk) as other:
        withdraw(other, made.pk, "nhầm")


def test_the_same_file_twice_is_refused_by_its_hash(office: Office) -> None:
    made = office.imported(out())
    data = book(OUT, out())
    with office.acting(office.cast.clerk):
        assert files.bytes_of(made.file) == data  # type: ignore[arg-type]
    with pytest.raises(Refusal) as refused:
        office.imported(data=data)
    assert (
        refused.value.code == "registers.file_twice" and made.sha256[:12] in refused.value.vi and "Trần Thị Mẫu Văn Thư" in refused.value.vi
    )


def test_a_number_that_is_there_already_is_refused_by_its_row(office: Office) -> None:
    office.imported(out("01/QĐ-STNA"))
    with office.acting(office.cast.clerk) as clerk:
        again = files.store(clerk, io.BytesIO(book(OUT, out("02/QĐ-STNA"), out("1/QĐ-STNA"))), "khac.xlsx")
        (fault,) = importing.preview(clerk, again, Asked(Kind.OUTGOING, 2018)).judged.faults
    assert (fault.row, fault.column) == (3, "notation") and "sổ cũ nhập lúc" in fault.vi
    with pytest.raises(Refusal, match="has 1 errors"):
        office.imported(out("02/QĐ-STNA"), out("1/QĐ-STNA"))
    assert len(lines(office, office.cast.clerk)) == 1
    office.imported(out("01/QĐ-STNA", note="hai"), asked=Asked(Kind.OUTGOING, 2018, "Sổ thứ hai"))  # a register of its own
    office.imported(out("01/QĐ-STNA", day="02/01/2017"), asked=Asked(Kind.OUTGOING, 2017))


def test_a_number_that_this_system_gave_is_refused(office: Office) -> None:
    from tinhso.documents.incoming import public as incoming

    with office.acting(office.cast.clerk) as clerk:
        document = incoming.log_paper(clerk, issuer="Sở X", notation="05/SX-VP", subject="việc")
        incoming.register(clerk, document.id)
    with pytest.raises(Refusal):
        office.imported(into(1, "02/01/2020", written=""), asked=Asked(Kind.INCOMING, 2020))
    office.imported(into(2, "02/01/2020", written=""), asked=Asked(Kind.INCOMING, 2020))


def test_an_old_line_is_changed_by_nobody_and_goes_only_with_its_import(office: Office) -> None:
    made = office.imported(out())
    statements = (
        "UPDATE registers_oldline SET subject = 'x'", "DELETE FROM registers_oldline", "UPDATE registers_oldregister SET lines = 9",
        "DELETE FROM registers_oldregister",
    )  # fmt: skip
    with office.acting(office.cast.clerk) as clerk:
        for statement in statements:
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
        withdraw(clerk, made.pk, "nhầm năm")
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE registers_oldregister SET withdrawn_at = NULL, reason = ''")


def test_an_import_is_withdrawn_as_a_whole_and_the_ledger_keeps_it(office: Office) -> None:
    made = office.imported(out(subject="Quyết định: thiennga"))
    kept = office.imported(into(subject="Công văn thiennga"), asked=Y2018)
    c = office.cast
    with pytest.raises(Refusal), office.acting(c.clerk) as clerk:
        withdraw(clerk, made.pk, " ")
    with office.acting(c.administrator) as administrator:
        withdraw(administrator, made.pk, "nhầm cơ quan")
    assert [line.register_id for line in lines(office, c.clerk)] == [kept.pk] and len(found(office, c.clerk, "thiennga")) == 1
    with office.acting(c.clerk) as clerk:
        assert not StoredFile.objects.within(clerk).filter(sha256=made.sha256).exists()
        (entry,) = Entry.objects.filter(action="registers.withdraw")
        assert entry.detail == {"sha256": made.sha256, "lines": 1, "reason": "nhầm cơ quan"} and entry.person_id == c.administrator.person
        gone = OldRegister.objects.visible_to(clerk).get(pk=made.pk)
    assert (gone.file, gone.reason, gone.lines) == (None, "nhầm cơ quan", 1)
    with pytest.raises(Refusal, match="before"), office.acting(c.clerk) as clerk:
        withdraw(clerk, made.pk, "lần nữa")
    office.imported(out(subject="Quyết định: thiennga"))  # the same file may come again


def test_the_search_rows_come_in_chunks_and_never_of_what_was_withdrawn(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tinhso.documents.registers.jobs.CHUNK", 2)
    made = office.imported(*(out(f"{n}/QĐ-A", subject=f"việc thiennga {n}") for n in range(1, 6)))
    assert run_jobs("registers.index") == ["registers.index"] * 3 and len(found(office, office.cast.clerk, "thiennga")) == 5
    with office.acting(office.cast.clerk) as clerk:
        withdraw(clerk, made.pk, "nhầm")
    again = office.imported(*(out(f"{n}/QĐ-A", subject=f"việc hacnga {n}") for n in range(1, 6)))
    with office.acting(office.cast.clerk) as clerk:
        withdraw(clerk, again.pk, "nhầm")
    assert found(office, office.cast.clerk, "thiennga") == [] and found(office, office.cast.clerk, "hacnga") == []


def test_of_a_secret_line_search_and_files_have_the_mark_only(office: Office) -> None:
    office.imported(out(subject="Phương án thiennga", note="Mật"), asked=Asked(Kind.OUTGOING, 2018, secret=True))
    assert found(office, office.cast.clerk, "thiennga") == [] and len(found(office, office.cast.clerk, '"01/QĐ-STNA"')) == 1
    with clock.at(office.now):
        body = b"".join(login(office.cast.clerk).get("/so-cu/di.xlsx?nam=2018").streaming_content)  # type: ignore[attr-defined]
    text = zipfile.ZipFile(io.BytesIO(body)).read("xl/worksheets/sheet1.xml").decode()
    assert "thiennga" not in text and "Mật" in text and "01/QĐ-STNA" in text


def test_what_our_own_export_writes_is_read_back_exactly(office: Office) -> None:
    office.imported(out("01/QĐ-STNA", note="Hủy số: nhầm"), out("12/KH-STNA", "05/02/2018", moved=""))
    office.imported(into(1), into(2, written=""), asked=Y2018)
    with clock.at(office.now):
        client = login(office.cast.director)
        bodies = {
            kind: b"".join(client.get(f"/so-cu/{slug}.xlsx?nam=2018").streaming_content)
            for slug, kind in (("di", Kind.OUTGOING), ("den", Kind.INCOMING))
        }  # type: ignore[attr-defined]
    outgoing = xlsx.read(bodies[Kind.OUTGOING], Kind.OUTGOING).rows
    assert [row[0] for row in outgoing] == [6, 7]  # below three lines of title, the headings and their ordinals
    assert outgoing[0][1] == [
        "01/QĐ-STNA",
        date(2018, 1, 2),
        "Quyết định: Về việc tuyển dụng",
        "Nguyễn Văn Cũ",
        "Sở B",
        "Văn phòng",
        3,
        date(2018, 1, 3),
        "",
        "Hủy số: nhầm",
    ]
    arrivals = xlsx.read(bodies[Kind.INCOMING], Kind.INCOMING).rows
    assert arrivals[1][1] == [date(2018, 1, 2), 2, "Sở X", "05/SX-VP", "", "Công văn Về việc thống kê", "Văn phòng", "", "", ""]
    with office.acting(office.cast.other_clerk) as other:  # another agency takes it as its own past
        for kind, body in bodies.items():
            file = files.store(other, io.BytesIO(body), "so.xlsx")
            assert importing.preview(other, file, Asked(kind, 2018)).judged.faults == []


@pytest.mark.parametrize("kind", list(Kind))
def test_the_template_is_read_and_its_example_passed_over(kind: Kind) -> None:
    empty = xlsx.template(kind)
    with pytest.raises(Refusal) as refused:
        xlsx.read(empty, kind)
    assert refused.value.code == "registers.no_lines"
    filled = book(OUT if kind is Kind.OUTGOING else INTO, xlsx.EXAMPLES[kind], out() if kind is Kind.OUTGOING else into())
    sheet = xlsx.read(filled, kind)
    assert (sheet.examples, len(sheet.rows)) == (1, 1)


def test_a_missing_heading_is_named(office: Office) -> None:
    with pytest.raises(Refusal) as refused:
        office.imported(data=book([*OUT[:3], "Khác", *OUT[4:9]], out()))
    assert (
        refused.value.code == "registers.headings" and "“Người ký”, “Ghi chú”" in refused.value.vi and "Ngày chuyển" not in refused.value.vi
    )
    with pytest.raises(Refusal, match="Số đến"):
        office.imported(data=book(OUT, out()), asked=Y2018)


@pytest.mark.parametrize("data, code", [
    (b"", "files.empty"), (b"%PDF-1.4 x", "files.type"), (b"a,b\n1,2", "files.type"), (b"PK\x03\x04" + b"x" * 80, "files.zip"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "files.type"),
])  # fmt: skip
def test_what_is_no_workbook_is_refused_with_a_sentence(office: Office, data: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused, office.acting(office.cast.clerk) as clerk:
        importing.preview(clerk, files.store(clerk, io.BytesIO(data), "so.xlsx"), Asked(Kind.OUTGOING, 2018))
    assert refused.value.code == code


def test_a_workbook_with_macros_or_nothing_in_it_is_refused(office: Office) -> None:
    def packed(**parts: bytes) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as folder:
            for name, body in parts.items():
                folder.writestr(name.replace("__", "/"), body)
        return made.getvalue()

    macro = packed(**{"[Content_Types].xml": b"<x/>", "xl__vbaProject.bin": b"x"})
    hollow = packed(**{"[Content_Types].xml": b"<x/>", "xl__workbook.xml": b"<x/>"})
    for data, code in (
        (macro, "files.macro"),
        (hollow, "registers.unreadable"),
        (book(), "registers.headings"),
        (book(OUT), "registers.no_lines"),
    ):
        with pytest.raises(Refusal) as refused:
            office.imported(data=data)
        assert refused.value.code == code


def test_the_year_is_a_past_one_or_this(office: Office) -> None:
    for year in (1900, 2021):
        with pytest.raises(Refusal, match="1945"):
            office.imported(out(), asked=Asked(Kind.OUTGOING, year))


@pytest.mark.slow
def test_a_hundred_thousand_lines_are_bounded(office: Office) -> None:
    made = io.BytesIO()
    workbook = xlsxwriter.Workbook(made, {"constant_memory": True})
    sheet = workbook.add_worksheet()
    sheet.write_row(0, 0, OUT)
    for n in range(1, 100_001):
        sheet.write_row(n, 0, out(f"{n}/QĐ-STNA"))
    workbook.close()
    with pytest.raises(Refusal) as refused:
        office.imported(data=made.getvalue())
    assert refused.value.code == "registers.lines" and "20000" in refused.value.vi


def test_titles_above_and_columns_in_another_order_are_read() -> None:
    order = [9, *range(9)]
    sheet = xlsx.read(book([OUT[i] for i in order], [out(note="x")[i] for i in order], above=5), Kind.OUTGOING)
    assert sheet.rows[0][0] == 7 and sheet.rows[0][1][0] == "01/QĐ-STNA" and sheet.rows[0][1][9] == "x"


def test_the_register_is_paged_in_order_and_narrowed(office: Office) -> None:
    office.imported(*(out(f"{n}/QĐ-STNA", f"{1 + n // 10:02d}/01/2018", f"Quyết định số {n}") for n in range(1, 31)))
    with office.acting(office.cast.clerk) as clerk:
        first = queries.page(clerk, Kind.OUTGOING, 2018, limit=20)
        rest = queries.page(clerk, Kind.OUTGOING, 2018, limit=20, older=first.older or "")
        narrow = queries.page(clerk, Kind.OUTGOING, 2018, "quyet dinh 17")
    numbers = [int(str(line.cells[0]).split("/")[0]) for line in (*first.rows, *rest.rows)]
    assert numbers == list(range(30, 0, -1)) and rest.older is None and [str(line.cells[0]) for line in narrow.rows] == ["17/QĐ-STNA"]
    with acting(office.cast.specialist):
        assert (
            queries.page(office.cast.specialist, Kind.OUTGOING, 2018).rows == []
            and json.dumps(queries.years(office.cast.specialist, Kind.OUTGOING)) == "[]"
        )


def test_what_lies_beyond_the_end_of_reading_is_told_and_never_left_out(office: Office) -> None:
    lines = [line for n in range(10_020) for line in (out(f"{n + 1}/QĐ-A"), [])]
    with pytest.raises(Refusal) as refused:
        office.imported(*lines)
    assert refused.value.code == "registers.lines" and "dòng trống" in refused.value.vi


def test_a_register_kept_a_month_a_sheet_is_not_imported_by_its_first_one_alone(office: Office) -> None:
    made = io.BytesIO()
    workbook = xlsxwriter.Workbook(made, {"in_memory": True})
    for month in ("Tháng 1", "Tháng 2"):
        sheet = workbook.add_worksheet(month)
        sheet.write_row(0, 0, OUT)
        sheet.write_row(1, 0, out())
    workbook.add_worksheet("Trống")
    workbook.close()
    with pytest.raises(Refusal) as refused:
        office.imported(data=made.getvalue())
    assert refused.value.code == "registers.sheets" and "Tháng 2" in refused.value.vi and "Trống" not in refused.value.vi


def test_a_number_and_symbol_longer_than_any_is_told_in_its_cell() -> None:
    (fault,) = judge(Asked(Kind.OUTGOING, 2018), [(2, out("1/" + "A" * 300))], date(2020, 3, 9)).faults
    assert fault.column == "notation" and "200" in fault.vi
