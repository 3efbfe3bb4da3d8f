"""Figures of outgoing documents: one more record moves each of them exactly as its definition says, and no other."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.documents.outgoing.conftest import MONDAY, Office
from tinhso.core.access.public import Actor
from tinhso.core.indicators import public as indicators
from tinhso.core.indicators.public import NO_UNIT, Measure, Period, Reading
from tinhso.documents.outgoing.public import RecipientValue, issue, number, register_paper, seal, void
from tinhso.kit import clock

MARCH = Period.month(2020, 3)
CODES = ("VB.DI", "VB.DI.MAT", "VB.DI.QP", "VB.DI.HUY", "VB.DI.DT", "VB.DI.DT%", "VB.DI.DTM%", "VB.PH")


def figures(office: Office, actor: Actor | None = None, unit: int | None = None) -> dict[str, tuple[int, int | None]]:
    """Numerator and denominator of each; every number opened, and as many records found."""
    who = actor or office.cast.clerk
    units = [who.agency if unit is None else unit]
    found = {}
    with office.acting(who):
        together = indicators.monthly(who, CODES, MARCH, units)
        for code in CODES:
            reading = indicators.read(who, code, MARCH, units)
            assert together[code] == {MARCH.first: reading}, code
            for part in ("numerator", "denominator") if reading.denominator is not None else ("numerator",):
                assert len(indicators.drill(who, code, MARCH, units, part)) == getattr(reading, part), (code, part)
            found[code] = (reading.numerator, reading.denominator)
    return found


def moved(before: dict[str, tuple[int, int | None]], after: dict[str, tuple[int, int | None]]) -> dict[str, tuple[int, int | None]]:
    """What changed, by how much."""
    made = {}
    for code, (above, below) in before.items():
        up, down = after[code]
        if (up, down) != (above, below):
            made[code] = (up - above, None if below is None else (down or 0) - below)
    return made


def test_each_figure_moves_by_one_more_record_exactly_as_defined_and_opens_down_to_it(office: Office) -> None:
    clerk = office.cast.clerk
    now = figures(office)
    assert set(now.values()) == {(0, None), (0, 0)}
    assert indicators.roll_up(Measure.PERCENT, [Reading(Measure.PERCENT, 0, 0)]).value is None

    issued, sealed_only = office.signed(), office.signed()
    with office.acting(clerk):
        number(clerk, issued.id)
    before, now = now, figures(office)
    assert moved(before, now) == {"VB.DI": (1, None), "VB.DI.DT%": (0, 1), "VB.DI.DTM%": (0, 1)}, "a number given; still in time"

    with office.acting(clerk):
        seal(clerk, issued.id)
        issue(clerk, issued.id)
    before, now = now, figures(office)
    assert moved(before, now) == {"VB.DI.DT": (1, None), "VB.DI.DT%": (1, 0), "VB.DI.DTM%": (1, 0), "VB.PH": (1, 1)}

    with office.acting(clerk):
        number(clerk, sealed_only.id)
        seal(clerk, sealed_only.id)
    before, now = now, figures(office)
    assert moved(before, now) == {"VB.DI": (1, None), "VB.DI.DT%": (0, 1), "VB.DI.DTM%": (0, 1)}, "signed twice, sent to nobody"
    with office.acting(clerk):
        void(clerk, sealed_only.id, "Sai thẩm quyền")
    before, now = now, figures(office)
    assert moved(before, now) == {"VB.DI": (-1, None), "VB.DI.HUY": (1, None), "VB.DI.DT%": (0, -1), "VB.DI.DTM%": (0, -1)}

    secret = office.drafted(secrecy="confidential")
    with office.acting(clerk):
        register_paper(clerk, secret.id)
    before, now = now, figures(office)
    assert moved(before, now) == {"VB.DI": (1, None), "VB.DI.MAT": (1, None), "VB.DI.DT%": (0, 1)}, "the open share does not move"

    legal = office.drafted()
    type(legal).plain.filter(pk=legal.id).update(
        type_code="legal_decision",
        number=1,
        notation="01/2020/QĐ-UBND",
        issue_date=MONDAY.date(),
        state="numbered",
        audience=[f"a{office.cast.agency}.all"],
    )
    assert moved(now, figures(office)) == {"VB.DI.QP": (1, None)}


def test_qd28_dieu_6_2_what_is_sent_after_the_next_working_days_morning_is_late(office: Office) -> None:
    clerk, friday = office.cast.clerk, datetime(2020, 3, 13, 16, 0, tzinfo=clock.VIETNAM)
    office.now = friday
    made = [office.signed() for _ in range(3)]
    with office.acting(clerk):
        for document in made:
            number(clerk, document.id)
            seal(clerk, document.id)
    office.now = datetime(2020, 3, 16, 11, 28, tzinfo=clock.VIETNAM)  # Monday: the weekend does not count
    with office.acting(clerk):
        issue(clerk, made[0].id)
    assert figures(office)["VB.PH"] == (1, 1), "11:29 and nothing is late yet"
    office.now = datetime(2020, 3, 16, 11, 31, tzinfo=clock.VIETNAM)
    assert figures(office)["VB.PH"] == (1, 3), "two have missed it, sent or not"
    with office.acting(clerk):
        issue(clerk, made[1].id)
    assert figures(office)["VB.PH"] == (1, 3)


def test_a_unit_an_agency_and_a_reader_each_have_their_own_figures_and_they_add_up(office: Office) -> None:
    cast = office.cast
    inside = office.drafted(recipients=(RecipientValue("Phòng Kế hoạch", cast.second_unit),))
    with office.acting(cast.clerk):
        type(inside).plain.filter(pk=inside.id).update(number=1, notation="01/STNA-CN", issue_date=MONDAY.date(), state="numbered")
        type(inside).plain.filter(pk=inside.id).update(audience=[*inside.audience, f"a{cast.agency}.all"])
    assert figures(office)["VB.DI"] == (1, None)
    assert figures(office, unit=cast.unit)["VB.DI"] == (1, None)
    assert figures(office, unit=cast.second_unit)["VB.DI"] == figures(office, unit=NO_UNIT)["VB.DI"] == (0, None)
    assert figures(office, cast.unit_head, cast.unit)["VB.DI"] == (1, None)
    assert figures(office, cast.second_head, cast.unit)["VB.DI"] == (0, None), "asked for, and still behind the first wall"
    for stranger in (cast.other_clerk, cast.other_director):
        assert figures(office, stranger, cast.agency)["VB.DI"] == figures(office, stranger)["VB.DI"] == (0, None)
    with office.acting(cast.clerk) as clerk:
        by_unit = indicators.by_unit(clerk, CODES, MARCH)
        assert by_unit["VB.DI"] == {cast.unit: Reading(Measure.COUNT, 1)}
        for code in CODES:
            measure = indicators.by_code(code).measure
            whole = indicators.read(clerk, code, MARCH, [cast.agency])
            assert indicators.roll_up(measure, by_unit[code].values()) == whole, code


def test_the_agency_above_adds_the_figures_of_those_below_and_opens_none_of_their_records(office: Office) -> None:
    from tests.cast import appoint
    from tinhso.core.access.public import Role

    cast = office.cast
    made = office.signed()
    with office.acting(cast.clerk) as clerk:
        for verb in (number, seal, issue):
            verb(clerk, made.id)
    chair = appoint("Tô Văn Mẫu Tịch", cast.agency - 1, Role.DIRECTOR, "Chủ tịch")
    with office.acting(chair):
        below = indicators.by_agency(chair, CODES, MARCH)
        assert below["VB.DI.DT%"] == {cast.agency: Reading(Measure.PERCENT, 1, 1), cast.other: Reading(Measure.PERCENT, 0, 0)}
        assert indicators.roll_up(Measure.PERCENT, below["VB.DI.DT%"].values()) == Reading(Measure.PERCENT, 1, 1)
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('tinhso.agencies')")
            assert cursor.fetchone()[0] == f"{{{chair.agency}}}", "the scope is his own again"
        assert indicators.drill(chair, "VB.DI", MARCH, [cast.agency]) == []
        assert indicators.read(chair, "VB.DI", MARCH, [cast.agency]).numerator == 0


def test_all_figures_of_a_table_cost_two_queries_however_many_months_and_records(office: Office) -> None:
    def cost(period: Period) -> int:
        with office.acting(office.cast.clerk) as clerk, CaptureQueriesContext(connection) as asked:
            indicators.monthly(clerk, CODES, period, [clerk.agency])
        return len(asked) - 1  # the scope

    assert cost(MARCH) == 2
    office.now += timedelta(days=1)
    office.drafted()
    assert cost(Period.year(2020)) == 2
