"""Whose seal is on what arrives (ND30 Điều 21.2.a)."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.documents.incoming.conftest import House
from tests.keys import authority
from tests.signing.conftest import compile_pdf, slots
from tests.signing.test_written import listed_twice
from tinhso.kit import clock
from tinhso.signing.public import Issued, fill, prepare, seal, sign_person

AT = datetime(2020, 3, 6, 9, 0, tzinfo=clock.VIETNAM)


def sealed_by(issued: Issued) -> bytes:
    person = authority().person("Mai Văn Mẫu Đốc", "Sở Thử nghiệm B")
    signed = sign_person(prepare(compile_pdf(), slots()), person.provider(), at=AT)
    return seal(fill(signed, {"number": "07", "day": "06", "month": "03"}), issued.provider(), at=AT)


@pytest.mark.parametrize(("name", "cautions"), [("Sở Thử nghiệm B", []), ("Sở Thử nghiệm C", ["other_seal"])])
def test_a_seal_of_another_agency_than_the_issuer_is_a_caution(house: House, name: str, cautions: list[str]) -> None:
    made = house.arrived(sealed_by(authority().agency(name)), "vanban.pdf")
    assert made.verdict == "PASSED"
    told = (made.report or {})["cautions"]
    assert [c["code"] for c in told] == cautions
    assert all("Sở Thử nghiệm C (demo)" in c["vi"] and "Sở Thử nghiệm B" in c["en"] for c in told)


def test_a_person_in_the_place_of_the_seal_does_not_pass(house: House) -> None:
    made = house.arrived(sealed_by(authority().person("Kẻ Khác", "Sở Thử nghiệm B")), "vanban.pdf")
    assert made.verdict == "INDETERMINATE"


def test_a_file_that_viewers_read_differently_is_refused_on_arrival(house: House) -> None:
    genuine = sealed_by(authority().agency("Sở Thử nghiệm B"))
    assert house.arrived(listed_twice(genuine), "vanban.pdf").verdict == "FAILED"
