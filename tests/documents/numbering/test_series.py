"""Numbers and their register lines in the database, by the articles of Nghị định 30/2020."""

from __future__ import annotations

from datetime import UTC, date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.documents.numbering.conftest import Registry, moment
from tinhso.core.access.public import acting, system
from tinhso.documents.numbering.models import Line, Series, SeriesYear
from tinhso.documents.numbering.public import declare, series_for, start_after, take, void
from tinhso.kit import clock, ids
from tinhso.kit.errors import NotAllowed, Refusal


def test_dieu_15_1_numbers_follow_each_other_from_01_with_their_register_line(registry: Registry) -> None:
    lines = [registry.take("2020-03-09") for _ in range(11)]
    assert [line.notation for line in lines][:2] == ["01/QĐ-STNA", "02/QĐ-STNA"]
    assert [line.number for line in lines] == list(range(1, 12))
    assert lines[-1].notation == "11/QĐ-STNA"
    assert {line.date for line in lines} == {date(2020, 3, 9)}
    assert lines[0].given_by == registry.cast.clerk.post


def test_dieu_15_1_number_restarts_at_01_on_1_january(registry: Registry) -> None:
    assert [registry.take(day).notation for day in ("2020-12-30", "2020-12-31", "2021-01-01", "2021-01-02")] == [
        "01/QĐ-STNA", "02/QĐ-STNA", "01/QĐ-STNA", "02/QĐ-STNA",
    ]  # fmt: skip


def test_dieu_15_1_the_year_changes_at_midnight_in_vietnam_not_in_utc(registry: Registry) -> None:
    assert registry.take("2020-12-31 23:59:59.999999").year == 2020
    first = registry.take("2021-01-01 00:00:00")
    assert (first.year, first.number, first.date) == (2021, 1, date(2021, 1, 1))
    with clock.at(moment("2021-01-01 06:30")):
        assert clock.now().astimezone(UTC).year == 2020
    assert registry.take("2021-01-01 06:30").year == 2021


def test_dieu_15_1_a_clock_that_stands_before_the_last_number_gives_none(registry: Registry) -> None:
    registry.take("2020-03-10")
    with pytest.raises(Refusal) as told:
        registry.take("2020-03-09")
    assert told.value.code == "series.date_before_last"
    assert registry.take("2020-03-10").number == 2


def test_dieu_15_1_one_sequence_for_paper_and_electronic_and_for_all_types_of_a_common_series(registry: Registry) -> None:
    with registry.on("2020-03-09") as clerk:
        vb = registry.series("vb").pk
        same = {series_for(clerk, type_code=code, secrecy="").pk for code in ("report", "decision", "official_letter")}
    assert same == {vb}


def test_dieu_15_2_secret_documents_have_their_own_series(registry: Registry) -> None:
    assert registry.take("2020-03-09", "vb").number == 1
    assert registry.take("2020-03-09", "mat", symbol="/STNA-M").number == 1
    with registry.on("2020-03-09") as clerk:
        assert series_for(clerk, type_code="decision", secrecy="secret").code == "mat"


def test_dieu_15_1_a_each_normative_type_its_own_series(registry: Registry) -> None:
    from tinhso.documents.types import BY_CODE, Family

    legal = [code for code, t in BY_CODE.items() if t.family is Family.LEGAL][:2]
    with registry.on("2020-03-09", registry.cast.administrator) as actor:
        with pytest.raises(Refusal, match=r"series\.none"):
            series_for(actor, type_code=legal[0], secrecy="")
        own = declare(actor, code="qppl", name="Quy phạm pháp luật 1", kind="normative", types=(legal[0],))
        declare(actor, code="qppl2", name="Quy phạm pháp luật 2", kind="normative", types=(legal[1],))
        assert series_for(actor, type_code=legal[0], secrecy="") == own
    assert registry.take("2020-03-09", "qppl", symbol="/2020/QĐ-STNA").notation == "01/2020/QĐ-STNA"
    assert registry.take("2020-03-09", "qppl2", symbol="/2020/NQ-STNA").notation == "01/2020/NQ-STNA"


def test_dieu_15_1_c_a_type_taken_out_of_the_common_series_counts_for_itself(registry: Registry) -> None:
    registry.take("2020-03-09")
    with registry.on("2020-03-09", registry.cast.chief) as chief:
        declare(chief, code="qd", name="Quyết định", kind="administrative", types=("decision",))
        assert series_for(chief, type_code="decision", secrecy="").code == "qd"
        for wrong in ({"types": ("decision",)}, {"types": ()}, {"types": ("unknown",)}):
            with pytest.raises(Refusal):
                declare(chief, code="x", name="X", kind="administrative", **wrong)  # type: ignore[arg-type]


def test_dieu_15_1_c_the_types_of_a_group_draw_from_one_sequence(registry: Registry) -> None:
    group = {"decision": "/QĐ-STNA", "report": "/BC-STNA"}
    with registry.on("2020-03-09", registry.cast.chief) as chief:
        declare(chief, code="nhom", name="Quyết định và báo cáo", kind="administrative", types=tuple(group))

    def drawn(code: str, symbol: str) -> str:
        with registry.on("2020-03-09") as clerk:
            series = series_for(clerk, type_code=code, secrecy="").code
        return registry.take("2020-03-09", series, symbol=symbol).notation

    got = [drawn(code, symbol) for _ in range(2) for code, symbol in group.items()]
    assert got == ["01/QĐ-STNA", "02/BC-STNA", "03/QĐ-STNA", "04/BC-STNA"]
    assert drawn("official_letter", "/STNA-VP") == "01/STNA-VP", "the common one counts for itself"


def test_number_and_symbol_are_unique_in_an_agency_and_year(registry: Registry) -> None:
    """Two open series that would print the same words: the second is refused (15.1) and loses no number; a secret one is apart (15.2)."""
    with registry.on("2020-03-09", registry.cast.chief) as chief:
        declare(chief, code="qd", name="Quyết định", kind="administrative", types=("decision",))
    registry.take("2020-03-09", "vb", symbol="/X")
    with pytest.raises(Refusal) as told, transaction.atomic():
        registry.take("2020-03-09", "qd", symbol="/X")
    assert (told.value.code, told.value.status) == ("series.notation_taken", 409)
    assert "01/X" in told.value.message("vi")
    assert registry.take("2020-03-09", "mat", symbol="/X").notation == "01/X"
    assert registry.take("2021-01-04", "qd", symbol="/X").number == 1
    assert registry.take("2020-03-09", "vb", symbol="/X", actor=registry.cast.other_clerk).notation == "01/X"


def test_a_refused_number_leaves_no_gap(registry: Registry) -> None:
    registry.take("2020-03-09")
    with pytest.raises(Refusal):
        registry.take("2020-03-09", printed_year=2019)
    with pytest.raises(ZeroDivisionError), registry.on("2020-03-09") as clerk:
        take(clerk, registry.series("vb"), kind="outgoing", document=ids.new(), symbol="/Y")
        raise ZeroDivisionError
    assert registry.take("2020-03-09").number == 2


def test_the_printed_year_must_be_the_years_of_the_number(registry: Registry) -> None:
    assert registry.take("2020-12-31", printed_year=2020).number == 1
    with pytest.raises(Refusal) as told:
        registry.take("2021-01-01", printed_year=2020)
    assert told.value.code == "series.year_printed"
    assert "2020" in told.value.vi and "2021" in told.value.en
    assert registry.take("2021-01-01", printed_year=2021).number == 1


def test_a_document_has_one_live_number(registry: Registry) -> None:
    document = ids.new()
    registry.take("2020-03-09", document=document)
    with pytest.raises(IntegrityError, match="numbering_one_live_line"), transaction.atomic():
        registry.take("2020-03-09", document=document)


def test_a_void_number_stays_in_the_register_with_its_reason_and_never_comes_again(registry: Registry) -> None:
    document = ids.new()
    registry.take("2020-03-09", document=document)
    with registry.on("2020-03-10") as clerk:
        for reason in ("", "   "):
            with pytest.raises(Refusal, match="reason"):
                void(clerk, kind="outgoing", document=document, reason=reason)
        line = void(clerk, kind="outgoing", document=document, reason=" Sai thẩm quyền ")
        assert (line.number, line.void_reason, line.voided_by) == (1, "Sai thẩm quyền", clerk.post)
        with pytest.raises(Refusal) as told:
            void(clerk, kind="outgoing", document=document, reason="Lần nữa")
        assert told.value.status == 409
    assert registry.take("2020-03-10", document=document).number == 2


CHANGES = ["number = 99", "notation = '99/X'", "date = date + 1", "year = 2019", "document = gen_random_uuid()"]


@pytest.mark.parametrize("change", CHANGES)
def test_a_register_line_never_changes(registry: Registry, change: str) -> None:
    registry.take("2020-03-09")
    with registry.on("2020-03-09"), pytest.raises(DatabaseError, match="register line is kept"), transaction.atomic():
        run(f"UPDATE numbering_line SET {change}")


def test_a_register_line_is_not_deleted_and_a_void_one_not_revived(registry: Registry) -> None:
    document = ids.new()
    registry.take("2020-03-09", document=document)
    with registry.on("2020-03-09"), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        run("DELETE FROM numbering_line")
    with registry.on("2020-03-09") as clerk:
        void(clerk, kind="outgoing", document=document, reason="Sai")
        with pytest.raises(DatabaseError, match="register line is kept"), transaction.atomic():
            run("UPDATE numbering_line SET voided_at = NULL")


def test_voiding_without_a_reason_is_refused_by_the_database_too(registry: Registry) -> None:
    registry.take("2020-03-09")
    with registry.on("2020-03-09"), pytest.raises(IntegrityError, match="numbering_void_has_reason"), transaction.atomic():
        run("UPDATE numbering_line SET voided_at = now()")


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_start_in_mid_year_goes_on_after_the_last_number_given_elsewhere(registry: Registry) -> None:
    with registry.on("2020-07-01", registry.cast.administrator) as actor:
        start_after(actor, registry.series("vb"), last_number=1203, last_date=date(2020, 6, 30))
    assert registry.take("2020-07-01").notation == "1204/QĐ-STNA"
    assert registry.take("2021-01-04").notation == "01/QĐ-STNA"


def test_start_in_mid_year_only_before_the_first_number_here_and_never_in_the_future(registry: Registry) -> None:
    with registry.on("2020-07-01", registry.cast.administrator) as actor:
        vb = registry.series("vb")
        for number, day in ((-1, date(2020, 6, 30)), (5, date(2020, 7, 2))):
            with pytest.raises(Refusal, match=r"series\.start"):
                start_after(actor, vb, last_number=number, last_date=day)
        start_after(actor, vb, last_number=5, last_date=date(2020, 6, 30))
        start_after(actor, vb, last_number=7, last_date=date(2020, 6, 30))  # corrected before the first number
    assert registry.take("2020-07-01").number == 8
    with registry.on("2020-07-01", registry.cast.administrator) as actor, pytest.raises(Refusal) as told:
        start_after(actor, registry.series("vb"), last_number=100, last_date=date(2020, 6, 30))
    assert told.value.code == "series.started"


def test_a_start_dated_today_still_lets_numbers_be_given_today_and_an_earlier_day_not(registry: Registry) -> None:
    with registry.on("2020-07-01", registry.cast.administrator) as actor:
        start_after(actor, registry.series("vb"), last_number=5, last_date=date(2020, 7, 1))
    assert registry.take("2020-07-01").number == 6


def test_who_may_declare_series(registry: Registry) -> None:
    for actor in (registry.cast.clerk, registry.cast.specialist, registry.cast.director):
        with registry.on("2020-03-09", actor), pytest.raises(NotAllowed):
            declare(actor, code="moi", name="Mới", kind="normative", types=("legal_decision",))


@pytest.mark.parametrize("kind", ["copy", "council", "khong-co"])
def test_a_series_no_document_would_be_numbered_from_is_not_declared(kind: str, registry: Registry) -> None:
    with registry.on("2020-03-09", registry.cast.chief) as chief, pytest.raises(Refusal, match=r"series\.kind_unused"):
        declare(chief, code="moi", name="Mới", kind=kind)


def test_a_number_is_taken_inside_a_transaction_only(committed: str) -> None:
    from tests.cast import build_cast

    cast = build_cast()
    with acting(cast.clerk):
        series = Series.objects.within(cast.clerk).get(agency_id=cast.agency, code="vb")
    with pytest.raises(RuntimeError, match="inside the action's transaction"):
        take(cast.clerk, series, kind="outgoing", document=ids.new())


def test_an_agency_does_not_see_anothers_register(registry: Registry) -> None:
    registry.take("2020-03-09")
    other = system(registry.cast.other)
    with acting(other):
        assert not Line.objects.unscoped("the wall alone").exists()
        assert not SeriesYear.objects.unscoped("the wall alone").exists()
