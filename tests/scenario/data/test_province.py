from __future__ import annotations

import unicodedata

import pytest

from tinhso.core.access.actor import Role
from tinhso.core.organisations.rules import as_qd28, canonical
from tinhso.kit.text import fold
from tinhso.scenario.data import places, province, staff
from tinhso.scenario.data.province import STTTT, agencies, agency, departments, of_level

REAL = """An Giang, Bà Rịa - Vũng Tàu, Bạc Liêu, Bắc Giang, Bắc Kạn, Bắc Ninh, Bến Tre, Bình Dương, Bình Định, Bình Phước, Bình Thuận, Cà Mau,
Cao Bằng, Cần Thơ, Đà Nẵng, Đắk Lắk, Đắk Nông, Điện Biên, Đồng Nai, Đồng Tháp, Gia Lai, Hà Giang, Hà Nam, Hà Nội, Hà Tĩnh, Hải Dương, Hải Phòng,
Hậu Giang, Hòa Bình, Hồ Chí Minh, Hưng Yên, Khánh Hòa, Kiên Giang, Kon Tum, Lai Châu, Lạng Sơn, Lào Cai, Lâm Đồng, Long An, Nam Định, Nghệ An,
Ninh Bình, Ninh Thuận, Phú Thọ, Phú Yên, Quảng Bình, Quảng Nam, Quảng Ngãi, Quảng Ninh, Quảng Trị, Sóc Trăng, Sơn La, Tây Ninh, Thái Bình,
Thái Nguyên, Thanh Hóa, Thừa Thiên Huế, Huế, Tiền Giang, Trà Vinh, Tuyên Quang, Vĩnh Long, Vĩnh Phúc, Yên Bái, Bình Minh, Đồng Xoài, Biên Hòa,
Thủ Đức, Nha Trang, Đà Lạt, Hạ Long, Móng Cái, Việt Trì, Vinh, Quy Nhơn, Pleiku, Buôn Ma Thuột, Phan Thiết, Tuy Hòa, Hội An, Tam Kỳ, Đồng Hới,
Thủ Dầu Một, Rạch Giá, Phú Quốc, Châu Đốc, Cao Lãnh, Sa Đéc, Mỹ Tho, Tân An, Vũng Tàu, Bà Rịa, Phan Rang, Cam Ranh, Sầm Sơn, Uông Bí, Chí Linh"""
_REAL_NAMES = {fold(name) for name in REAL.replace("\n", " ").split(",")}


def test_three_levels_as_in_2020() -> None:
    assert (len(departments()), len(of_level(2)), len(of_level(3))) == (20, 11, 111)
    parents = {a.key for a in of_level(2)}
    assert all(a.parent in parents for a in of_level(3))


def test_keys_names_and_codes_are_unique() -> None:
    everyone = agencies()
    for values in ([a.key for a in everyone], [a.name for a in everyone], [a.qd20 for a in everyone], [a.email for a in everyone]):
        assert len(set(values)) == len(values)
    invented = [name for _, name, communes in places.DISTRICTS for name in (name, *communes.split(", "))]
    assert len({fold(name) for name in invented}) == 11 + 111


@pytest.mark.parametrize("which", agencies(), ids=lambda a: a.key)
def test_both_identifiers_mean_the_same_agency(which: province.Agency) -> None:
    assert canonical(which.qd20) == canonical(which.qd28) == which.qd20
    assert as_qd28(which.qd20) == which.qd28
    assert len(which.qd28) == 13


def test_department_and_commune_codes_have_the_shape_of_the_decisions() -> None:
    assert (agency(STTTT).qd20, agency(STTTT).qd28) == ("H99.13", "000.00.13.H99")
    assert agency("ubnd-khue-chau.thien-lam").qd28 == "000.02.30.H99"


def test_codes_belong_to_nobody() -> None:
    assert {a.qd20.split(".")[0] for a in agencies()} == {"H99", "K99", "G90", "G91", "G92"}


def test_no_place_bears_a_real_name() -> None:
    names = {places.PROVINCE, places.CAPITAL} | {a.place for a in agencies()}
    assert not {name for name in names if fold(name) in _REAL_NAMES}
    assert not any(f" {fold(real)} " in f" {fold(a.name)} " for a in agencies() for real in ("Bình Phước", "Đồng Nai", "Hà Nội"))


def test_contacts_lead_nowhere() -> None:
    assert all(a.email.endswith(".example") and a.phone.startswith("(0299) 000.") for a in agencies())
    assert all(p.email.endswith(".example") for p in staff.people())


def test_texts_are_composed() -> None:
    for a in agencies():
        assert unicodedata.is_normalized("NFC", a.name + a.place + a.printed_name)


def test_the_committee_has_no_superior_line_and_the_department_has() -> None:
    assert agency(STTTT).superior_line == "UBND TỈNH VÂN KHUÊ"
    assert agency("ubnd").superior_line == "" and agency("ubnd").collective
    assert not agency(STTTT).collective
    assert agency("ubnd").printed_name == "ỦY BAN NHÂN DÂN\nTỈNH VÂN KHUÊ"


def test_the_department_has_36_people_in_seven_units() -> None:
    posts = staff.of_agency(STTTT)
    assert len({p.person for p in posts}) == 36
    units = {u.key for u in agency(STTTT).units}
    assert len(units) == 7
    assert {p.unit for p in posts} == units | {STTTT}


def test_one_person_of_the_department_has_two_posts() -> None:
    held = [p.person for p in staff.of_agency(STTTT)]
    twice = [person for person in set(held) if held.count(person) > 1]
    assert len(twice) == 1
    assert {p.role for p in staff.of_agency(STTTT) if p.person == twice[0]} == {"deputy", "unit_head"}


def test_names_and_logins_are_unique() -> None:
    people = staff.people()
    assert len({p.name for p in people}) == len(people) == len({p.key for p in people})
    logins = [p.login for p in people if p.login]
    assert len(set(logins)) == len(logins)
    assert set(staff.DEMO_LOGINS) <= set(logins)
    assert all(login == login.lower() and login.isascii() for login in logins)


def test_every_agency_has_one_head_and_a_clerk() -> None:
    for a in agencies():
        roles = [p.role for p in staff.of_agency(a.key)]
        assert roles.count("director") == 1, a.key
        assert roles.count("clerk") >= 1, a.key


def test_every_unit_has_at_most_one_head_and_every_post_a_place() -> None:
    units = {u.key: u.agency for a in agencies() for u in a.units} | {a.key: a.key for a in agencies()}
    heads = [p.unit for p in staff.posts() if p.role == "unit_head"]
    assert len(set(heads)) == len(heads)
    assert all(units[p.unit] == p.agency for p in staff.posts())
    assert {p.role for p in staff.posts()} == {role.value for role in Role}


def test_deputies_share_all_fields_between_them() -> None:
    fields = [f for p in staff.of_agency(STTTT) if p.role == "deputy" for f in p.fields]
    assert sorted(fields) == sorted(staff.FIELDS)
