from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from tinhso.kit import clock
from tinhso.ui import format as f
from tinhso.ui.rows import Deadline

NOON = dt.datetime(2020, 1, 6, 12, 0, tzinfo=clock.VIETNAM)


def test_dates_are_day_month_year_in_both_languages() -> None:
    for language in ("vi", "en"):
        with translation.override(language):
            assert f.date(dt.date(2020, 1, 5)) == "05/01/2020"


def test_an_instant_is_shown_in_vietnams_zone() -> None:
    assert f.moment(dt.datetime(2019, 12, 31, 17, 30, tzinfo=dt.UTC)) == "01/01/2020 00:30"


def test_an_instant_without_zone_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="zone"):
        f.date(dt.datetime(2020, 1, 1))


def test_numbers_follow_the_language() -> None:
    with translation.override("vi"):
        assert (f.number(2055), f.number(1234567.5, 1), f.percent(2027, 2055)) == ("2.055", "1.234.567,5", "98,64\u00a0%")
    with translation.override("en"):
        assert (f.number(2055), f.number(1234567.5, 1), f.percent(2027, 2055)) == ("2,055", "1,234,567.5", "98.64\u00a0%")


def test_zero_denominator_is_no_data() -> None:
    with translation.override("vi"):
        assert f.percent(0, 0) == "không có dữ liệu"


def test_file_sizes() -> None:
    with translation.override("vi"):
        assert [f.file_size(n) for n in (0, 1536, 50 << 20, 3 << 30)] == ["0\u00a0B", "1,5\u00a0kB", "50\u00a0MB", "3\u00a0GB"]


@pytest.mark.parametrize(
    ("due", "text", "tone"),
    [
        (dt.date(2020, 1, 8), "còn 2 ngày", "warn"),
        (dt.date(2020, 1, 16), "còn 10 ngày", "plain"),
        (dt.date(2020, 1, 6), "hạn hôm nay", "warn"),
        (dt.date(2020, 1, 3), "quá hạn 3 ngày", "bad"),
        (NOON + dt.timedelta(hours=4), "hôm nay 16:00", "warn"),
        (NOON - dt.timedelta(hours=2), "quá hạn 2 giờ", "bad"),
    ],
)
def test_deadline_is_words_and_colour(due: dt.date, text: str, tone: str) -> None:
    with translation.override("vi"), clock.at(NOON):
        shown = f.deadline(due)
    assert (shown.text, shown.tone) == (text, tone)


def test_deadline_done_and_counted_by_the_working_calendar() -> None:
    with translation.override("vi"), clock.at(NOON):
        assert f.deadline(dt.date(2020, 1, 3), done=dt.date(2020, 1, 4)).text == "xong trễ hạn"
        assert f.deadline(dt.date(2020, 1, 3), done=dt.date(2020, 1, 3)).tone == "ok"
        assert f.deadline(dt.date(2020, 2, 3), days=9).text == "còn 9 ngày"
        assert f.deadline(None) == Deadline("")


def test_english_counts_one_and_many() -> None:
    with translation.override("en"), clock.at(NOON):
        assert f.deadline(dt.date(2020, 1, 7)).text == "1 day left"
        assert f.deadline(dt.date(2020, 1, 8)).text == "2 days left"


def test_lists_show_the_shortest_clear_date() -> None:
    with clock.at(NOON):
        assert [f.short(d) for d in (NOON, dt.date(2020, 1, 2), dt.date(2019, 1, 2))] == ["12:00", "02/01", "02/01/2019"]


def test_how_long_ago() -> None:
    with translation.override("vi"), clock.at(NOON):
        times = [dt.timedelta(seconds=5), dt.timedelta(minutes=5), dt.timedelta(hours=3), dt.timedelta(hours=20), dt.timedelta(days=9)]
        said = [f.ago(NOON - t) for t in times]
    assert said == ["vừa xong", "5 phút trước", "3 giờ trước", "hôm qua 16:00", "28/12/2019 12:00"]
