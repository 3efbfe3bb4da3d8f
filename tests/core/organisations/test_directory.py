from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from tests.core.organisations.conftest import START, Tree
from tinhso.core.access.public import Actor, Role
from tinhso.core.organisations import public as organisations
from tinhso.core.organisations.directory import Directory, Rows
from tinhso.core.organisations.models import UnitCode, UnitVersion
from tinhso.core.organisations.public import directory
from tinhso.kit.errors import Conflict, NotAllowed, Refusal

RENAMED = date(2020, 7, 1)
MERGED = date(2025, 7, 1)


def administrator(agency: int) -> Actor:
    return Actor(
        person=1, post=1, agency=agency, unit=agency, name="Quản trị", title="", roles=frozenset({Role.ADMINISTRATOR}),
        agencies=(agency,), principals=frozenset(),
    )  # fmt: skip


def test_a_name_is_the_name_of_its_day(tree: Tree) -> None:
    organisations.amend(tree.root, tree.first, on=RENAMED, name="Sở Thông tin và Số hóa Mẫu")
    assert directory(RENAMED - timedelta(days=1)).get(tree.first).name == "Sở Thông tin Mẫu"
    after = directory(RENAMED).get(tree.first)
    assert (after.name, after.abbreviation, after.parent) == ("Sở Thông tin và Số hóa Mẫu", "STTM", tree.province)


def test_a_change_dated_before_another_holds_until_it(tree: Tree) -> None:
    organisations.amend(tree.root, tree.first, on=RENAMED, place="Sau")
    organisations.amend(tree.root, tree.first, on=date(2020, 1, 1), place="Giữa")
    days = [date(2019, 6, 1), date(2020, 1, 1), RENAMED]
    assert [directory(d).get(tree.first).place for d in days] == ["", "Giữa", "Sau"]


def test_a_second_change_of_the_same_day_corrects_the_first(tree: Tree) -> None:
    organisations.amend(tree.root, tree.first, on=RENAMED, place="Sai")
    organisations.amend(tree.root, tree.first, on=RENAMED, place="Đúng")
    assert UnitVersion.objects.filter(unit_id=tree.first).count() == 2
    assert directory(RENAMED).get(tree.first).place == "Đúng"


def test_the_database_keeps_versions_from_overlapping(tree: Tree) -> None:
    with pytest.raises(IntegrityError, match="organisations_version_once_a_day"), transaction.atomic():
        UnitVersion.objects.create(unit_id=tree.first, name="Trùng", valid_from=date(2020, 1, 1))


def test_a_merged_unit_is_closed_named_and_followed_to_its_heir(tree: Tree) -> None:
    new = organisations.create_agency(tree.root, name="Sở Khoa học và Công nghệ Mẫu", parent=tree.province, on=MERGED)
    organisations.close(tree.root, tree.unit, on=MERGED)
    organisations.merge(tree.root, [tree.first, tree.second], new, on=MERGED, basis="NQ 1/NQ-HĐND")
    after, before = directory(MERGED), directory(MERGED - timedelta(days=1))
    assert {u.id for u in after.agencies()} == {tree.province, new}
    assert {u.id for u in before.agencies()} == {tree.province, tree.first, tree.second}
    assert (after.get(tree.first).name, after.get(tree.first).alive) == ("Sở Thông tin Mẫu", False)
    assert [u.id for u in after.successors(tree.first)] == [new]
    assert [u.id for u in before.successors(tree.first)] == [tree.first]
    assert after.by_code("H99.13") is None
    assert before.by_code("000.00.13.H99") == before.get(tree.first)


def test_successors_are_followed_through_every_later_change(tree: Tree) -> None:
    middle = organisations.create_agency(tree.root, name="Giữa", parent=tree.province, on=MERGED)
    last = [organisations.create_agency(tree.root, name=n, parent=tree.province, on=date(2026, 1, 1)) for n in ("Một", "Hai")]
    organisations.merge(tree.root, [tree.second], middle, on=MERGED)
    organisations.split(tree.root, middle, last, on=date(2026, 6, 1))
    assert [u.id for u in directory(date(2026, 7, 1)).successors(tree.second)] == last


def test_a_unit_with_others_below_it_does_not_close(tree: Tree) -> None:
    with pytest.raises(Refusal) as refused:
        organisations.close(tree.root, tree.first, on=MERGED)
    assert refused.value.code == "organisations.has_children"
    assert "Phòng Công nghệ" in refused.value.vi


def test_nothing_stands_below_itself(tree: Tree) -> None:
    lower = organisations.create_unit(tree.root, agency=tree.first, name="Tổ Dưới", parent=tree.unit, on=START)
    with pytest.raises(Refusal) as refused:
        organisations.amend(tree.root, tree.unit, on=RENAMED, parent=lower)
    assert refused.value.code == "organisations.circle"


def test_the_tree_is_walked_in_memory(tree: Tree, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    directory(RENAMED)
    with django_assert_num_queries(1):  # the version alone
        now = directory(RENAMED)
        assert [u.id for u in now.subtree(tree.province)] == [tree.province, tree.first, tree.second, tree.unit]
        assert [u.id for u in now.units_of(tree.first)] == [tree.unit]
        assert [u.id for u in now.children(tree.province)] == [tree.first, tree.second]


def test_search_needs_no_accents_and_puts_the_abbreviation_first(tree: Tree) -> None:
    now = directory(RENAMED)
    assert now.search("sttm")[0].id == tree.first
    assert [u.id for u in now.search("so mau thong")] == [tree.first]
    assert [u.id for u in now.search("h99.14")] == [tree.second]
    assert now.search("  ") == [] and now.search("không có") == []


def test_an_identifier_in_use_is_refused_with_its_holder(tree: Tree) -> None:
    with pytest.raises(Conflict) as refused:
        organisations.add_code(tree.root, tree.second, "H99.13", on=RENAMED)
    assert "Sở Thông tin Mẫu" in refused.value.vi
    organisations.add_code(tree.root, tree.first, "H99.13", on=RENAMED)  # the other scheme of the same agency
    assert directory(RENAMED).get(tree.first).codes == ("000.00.13.H99", "H99.13")
    with pytest.raises(IntegrityError, match="organisations_code_one_unit"), transaction.atomic():
        UnitCode.objects.create(unit_id=tree.second, scheme="qd20", value="H99.13", canonical="H99.13", valid_from=RENAMED)


def test_the_channel_of_a_day_is_the_preferred_one(tree: Tree) -> None:
    organisations.set_channel(tree.root, tree.second, "axis", address="H99.14", on=START)
    organisations.end_channel(tree.root, tree.second, "instance", on=RENAMED)
    ways = [directory(d).channel(tree.second) for d in (START, RENAMED)]
    assert [c.way if c else None for c in ways] == ["instance", "axis"]


def test_an_administrator_reaches_his_agency_and_below_and_correspondents(tree: Tree) -> None:
    above, beside = administrator(tree.province), administrator(tree.second)
    assert organisations.reaches(directory(), above.agency, tree.unit)
    with pytest.raises(NotAllowed, match="not administered"):
        organisations.amend(beside, tree.unit, on=RENAMED, name="Chiếm")
    ministry = organisations.create_agency(tree.root, name="Bộ Mẫu", channel="axis", address="G99", on=START)
    assert organisations.reaches(directory(), beside.agency, ministry)
    clerk = Actor(
        person=1, post=1, agency=tree.first, unit=tree.unit, name="Văn thư", title="", roles=frozenset({Role.CLERK}), agencies=(),
        principals=frozenset(),
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        organisations.amend(clerk, tree.unit, on=RENAMED, name="Không")


def test_a_rolled_back_change_leaves_no_trace_in_the_cache(tree: Tree) -> None:
    with transaction.atomic():
        organisations.amend(tree.root, tree.first, on=RENAMED, name="Sẽ hủy")
        assert directory(RENAMED).get(tree.first).name == "Sẽ hủy"
        transaction.set_rollback(True)
    assert directory(RENAMED).get(tree.first).name == "Sở Thông tin Mẫu"
    organisations.amend(tree.root, tree.first, on=RENAMED, name="Thật")
    assert directory(RENAMED).get(tree.first).name == "Thật"


days = st.dates(date(2019, 1, 1), date(2019, 2, 20))


@given(st.lists(days, min_size=1, max_size=6, unique=True), days)
def test_as_of_agrees_with_reading_the_rows_one_by_one(changes: list[date], on: date) -> None:
    starts = sorted(changes)
    rows = [
        {
            "unit_id": 1, "unit__kind": "agency", "unit__agency_id": 1, "name": str(start), "short_name": "", "abbreviation": "",
            "superior_line": "", "parent_id": None, "place": "", "collective": False, "collective_name": "", "head_title": "", "level": None,
            "level_label": "", "contact": {}, "fields": [], "valid_from": start, "valid_to": end,
        }
        for start, end in zip(starts, [*starts[1:], None], strict=True)
    ]  # fmt: skip
    everything = Rows(versions=rows, codes=[], channels=[], successions=[])
    shown = everything.directory(on).get(1)
    assert shown.name == str(max((s for s in starts if s <= on), default=starts[0]))
    assert shown.alive == (on >= starts[0])
    assert Directory(everything, on).get(1) == shown
