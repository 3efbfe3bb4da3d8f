"""Figures of incoming documents: one more record moves each of them exactly as its definition says, and no other."""

from __future__ import annotations

from datetime import date, datetime

from tests.documents.incoming.conftest import House
from tinhso.core.access.public import Actor
from tinhso.core.indicators import public as indicators
from tinhso.core.indicators.public import NO_UNIT, Measure, Period
from tinhso.documents.incoming import public as incoming
from tinhso.documents.incoming.public import DirectiveValues, Incoming
from tinhso.kit import clock

MARCH = Period.month(2020, 3)
CODES = ("VB.DEN", "VB.DEN.DT", "VB.HAN", "VB.HAN.DH", "VB.HAN.TH", "VB.HAN.QH", "VB.XN")
Found = dict[str, tuple[int, int | None]]


def figures(house: House, actor: Actor | None = None, unit: int | None = None) -> Found:
    """Numerator and denominator of each; every number opened, and as many records found."""
    who = actor or house.cast.clerk
    units = [who.agency if unit is None else unit]
    found: Found = {}
    with house.acting(who):
        together = indicators.monthly(who, CODES, MARCH, units)
        for code in CODES:
            reading = indicators.read(who, code, MARCH, units)
            assert together[code] == {MARCH.first: reading}, code
            for part in ("numerator", "denominator") if reading.denominator is not None else ("numerator",):
                assert len(indicators.drill(who, code, MARCH, units, part)) == getattr(reading, part), (code, part)
            found[code] = (reading.numerator, reading.denominator)
    return found


def begun(house: House, notation: str, due: date | None = None, lead: str = "") -> Incoming:
    made = house.presented(notation=notation)
    with house.acting(house.cast.director) as director:
        incoming.direct(director, made.id, DirectiveValues(lead=lead or house.desk(house.cast.specialist), due=due))
    if not lead:
        with house.acting(house.cast.specialist) as handler:
            incoming.look(handler, made.id)
    return house.again(made)


def moved(before: Found, after: Found) -> Found:
    return {
        code: (after[code][0] - above, None if below is None else (after[code][1] or 0) - below)
        for code, (above, below) in before.items()
        if after[code] != (above, below)
    }


def test_each_figure_moves_by_one_more_record_exactly_as_defined_and_opens_down_to_it(house: House) -> None:
    now = figures(house)
    assert set(now.values()) == {(0, None), (0, 0)}

    house.paper("1/A")
    assert figures(house) == now, "not registered, nothing is counted"
    house.registered("2/A")
    before, now = now, figures(house)
    assert moved(before, now) == {"VB.DEN": (1, None)}

    came = house.arrived()
    assert figures(house) == now, "it may still be received in time"
    with house.acting(house.cast.clerk) as clerk:
        incoming.accept(clerk, came.id)
    before, now = now, figures(house)
    assert moved(before, now) == {"VB.XN": (1, 1)}
    with house.acting(house.cast.clerk) as clerk:
        incoming.register(clerk, came.id)
    before, now = now, figures(house)
    assert moved(before, now) == {"VB.DEN": (1, None), "VB.DEN.DT": (1, None)}

    made = begun(house, "3/A", date(2020, 3, 11))
    before, now = now, figures(house)
    assert moved(before, now) == {"VB.DEN": (1, None)}, "a deadline that has not run out is neither kept nor missed"
    with house.acting(house.cast.specialist) as handler:
        incoming.close(handler, made.id, "Đã báo cáo")
    before, now = now, figures(house)
    assert moved(before, now) == {"VB.HAN": (1, 1), "VB.HAN.DH": (1, None)}

    late = begun(house, "4/A", date(2020, 3, 11))
    before = figures(house)
    house.now = datetime(2020, 3, 11, 16, 58, tzinfo=clock.VIETNAM)
    assert figures(house) == before, "16:59 of the last day"
    house.now = datetime(2020, 3, 11, 17, 0, tzinfo=clock.VIETNAM)
    now = figures(house)
    assert moved(before, now) == {"VB.HAN": (0, 1), "VB.HAN.QH": (1, None)}
    house.now = datetime(2020, 3, 12, 9, 0, tzinfo=clock.VIETNAM)
    with house.acting(house.cast.specialist) as handler:
        incoming.close(handler, late.id, "Đã báo cáo muộn")
    before, now = now, figures(house)
    assert moved(before, now) == {"VB.HAN.QH": (-1, None), "VB.HAN.TH": (1, None)}


def test_nd30_dieu_21_2_c_after_hours_and_days_off_count_from_the_next_working_day(house: House) -> None:
    house.now = datetime(2020, 3, 13, 17, 29, tzinfo=clock.VIETNAM)  # Friday evening
    came, refused, left = house.arrived(), house.arrived(), house.arrived()
    house.now = datetime(2020, 3, 16, 16, 50, tzinfo=clock.VIETNAM)
    with house.acting(house.cast.clerk) as clerk:
        incoming.accept(clerk, came.id)
        incoming.refuse(clerk, refused.id, "wrong_place")
    assert figures(house)["VB.XN"] == (2, 2), "Monday before the close: in time; the third still may be"
    house.now = datetime(2020, 3, 16, 17, 1, tzinfo=clock.VIETNAM)
    assert figures(house)["VB.XN"] == (2, 3)
    with house.acting(house.cast.clerk) as clerk:
        incoming.accept(clerk, left.id)
    assert figures(house)["VB.XN"] == (2, 3), "received, too late"
    house.now = datetime(2020, 3, 17, 9, 0, tzinfo=clock.VIETNAM)
    house.accepted()
    assert figures(house)["VB.XN"] == (3, 4)


def test_a_document_belongs_to_the_unit_that_leads_it_and_the_units_add_up_to_the_agency(house: House) -> None:
    cast = house.cast
    house.registered("9/A")  # nobody's yet
    begun(house, "10/A", date(2020, 3, 20))
    begun(house, "11/A", lead=house.head(cast.second_unit))
    assert figures(house)["VB.DEN"] == (3, None)
    assert figures(house, unit=cast.unit)["VB.DEN"] == figures(house, unit=cast.second_unit)["VB.DEN"] == (1, None)
    assert figures(house, unit=NO_UNIT)["VB.DEN"] == (1, None)
    assert figures(house, cast.unit_head, cast.unit)["VB.DEN"] == (1, None)
    assert figures(house, cast.unit_head, cast.second_unit)["VB.DEN"] == (0, None)
    assert figures(house, cast.other_clerk, cast.agency)["VB.DEN"] == figures(house, cast.other_clerk)["VB.DEN"] == (0, None)
    with house.acting(cast.clerk) as clerk:
        by_unit = indicators.by_unit(clerk, CODES, MARCH)
        assert {u: r.numerator for u, r in by_unit["VB.DEN"].items()} == {None: 1, cast.unit: 1, cast.second_unit: 1}
        assert indicators.roll_up(Measure.COUNT, by_unit["VB.DEN"].values()) == indicators.read(clerk, "VB.DEN", MARCH, [cast.agency])
