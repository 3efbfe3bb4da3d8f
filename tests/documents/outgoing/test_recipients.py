"""What a typed line of recipients means, and to whom it goes then."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from tests.cast import DAY, Cast, _agency
from tests.documents.outgoing.conftest import Office
from tests.documents.outgoing.test_pages import ROOT, form, login
from tinhso.core.organisations.models import UnitVersion
from tinhso.core.organisations.public import directory
from tinhso.documents.outgoing.models import Outgoing
from tinhso.documents.outgoing.public import RecipientValue
from tinhso.documents.outgoing.recipients import near, recognised
from tinhso.kit import clock


def province(cast: Cast) -> int:
    above = directory().get(cast.agency).parent
    assert above is not None
    return above


def agency(cast: Cast, name: str, abbreviation: str, code: str, **more: str) -> int:
    made = _agency(name, abbreviation, code, province(cast))
    UnitVersion.objects.filter(unit_id=made, valid_from=DAY).update(**more)
    return made


def one(line: str, cast: Cast) -> int | None:
    ((_name, unit),) = recognised(line, cast.agency)
    return unit


def test_a_units_name_means_the_unit_of_ones_own_agency(office: Office) -> None:
    cast = office.cast
    assert [one(line, cast) for line in ("Văn phòng", "van phong", "VP", "Phòng Công nghệ")] == [
        cast.office,
        cast.office,
        cast.office,
        cast.unit,
    ]
    assert recognised("Văn phòng", cast.other) == [("Văn phòng", cast.other_office)]
    assert one("Phòng Nghiệp vụ", cast) is None, "a unit of another agency is reached through its agency"


@pytest.mark.parametrize("line", ["Sở Thử nghiệ B", "so thu nghiem C", "Sở Thử"])
def test_a_slip_of_the_pen_is_asked_about_where_it_was_made(office: Office, line: str) -> None:
    with clock.at(office.now):
        answer = login(office.cast.specialist).post(f"{ROOT}soan/", form(office, addressed="Sở Thử nghiệm B", recipients=line))
    page = answer.content.decode()
    assert answer.status_code == 422 and f"“{line}”: có phải là" in page and "Sở Thử nghiệm B" in page
    assert 'href="#id_recipients"' in page and "ngoài hệ thống" in page


def test_what_is_like_nothing_here_is_taken_as_a_place_outside(office: Office) -> None:
    assert near("Công ty Cổ phần Mẫu", office.cast.agency) == [] and near("S", office.cast.agency) == []


def test_a_draft_to_ones_own_office_goes_nowhere_else(office: Office) -> None:
    with clock.at(office.now):
        answer = login(office.cast.specialist).post(f"{ROOT}soan/", form(office, recipients="Văn phòng"))
        assert answer.status_code == 302
    with office.acting(office.cast.specialist) as actor:
        rows = Outgoing.objects.visible_to(actor).get().recipients.all()
        assert [(r.name, r.unit_id) for r in rows] == [("Sở Thử nghiệm B", office.cast.other), ("Văn phòng", office.cast.office)]


def test_what_may_be_several_places_is_an_error_that_names_them(office: Office) -> None:
    cast = office.cast
    first = agency(cast, "Ủy ban nhân dân xã An Mẫu", "UBND", "H99.31.01", place="An Mẫu")
    second = agency(cast, "Ủy ban nhân dân xã Bình Mẫu", "UBND", "H99.31.02", place="Bình Mẫu")
    page = login(cast.specialist).post(f"{ROOT}soan/", form(office, recipients="UBND"))
    told = page.context["form"].errors["recipients"][0]
    assert page.status_code == 422 and not Outgoing.plain.exists()
    assert told.startswith("“UBND” có thể là nhiều nơi: ")
    for name, code in (("tỉnh Thử nghiệm", "H99"), ("xã An Mẫu", "H99.31.01"), ("xã Bình Mẫu", "H99.31.02")):
        assert f"Ủy ban nhân dân {name} ({code})" in told
    sheet = login(cast.specialist).post(f"{ROOT}{uuid4()}/xem-thu/", form(office, recipients="UBND")).json()
    assert [name for name, _text in sheet["problems"]] == ["recipients"], "the page beside the form stays"
    with pytest.raises(ValidationError, match="“UBND xã” có thể"):
        recognised("UBND xã", cast.agency)
    assert [one("UBND tỉnh", cast), one("ubnd xa an mau", cast), one("H99.31.02", cast)] == [province(cast), first, second]
    group = login(cast.clerk).post(f"{ROOT}nhom/them/", {"name": "Các xã", "members": "UBND"})
    assert group.status_code == 422 and "có thể là nhiều nơi" in group.content.decode()


def test_of_two_places_with_one_name_a_draft_keeps_the_one_chosen_by_its_code(office: Office) -> None:
    cast = office.cast
    name = "Ủy ban nhân dân xã An Mẫu"
    agency(cast, name, "UBND", "H99.31.01")
    second = agency(cast, name, "UBND", "H99.32.01")
    client = login(cast.specialist)
    with clock.at(office.now):
        assert client.post(f"{ROOT}soan/", form(office, recipients="H99.32.01")).status_code == 302
        made = Outgoing.plain.get()
        assert client.post(f"{ROOT}{made.id}/sua/", form(office, recipients=name, revision=str(made.revision))).status_code == 302
        assert [r.unit_id for r in made.recipients.all()] == [cast.other, second]
        assert client.post(f"{ROOT}soan/", form(office, recipients=name)).status_code == 422


@pytest.mark.parametrize(
    "line", ["so thong tin va truyen thong", "SỞ TTTT", "Sở TTTT", "Sở TT&TT", "STTTT", "Sở Thông tin & Truyền thông", "sở tt-tt"]
)
def test_a_department_is_recognised_as_it_is_usually_written(line: str, office: Office) -> None:
    made = agency(office.cast, "Sở Thông tin và Truyền thông", "STTTT", "H99.41", short_name="Sở TT&TT")
    assert recognised(line, office.cast.agency) == [("Sở Thông tin và Truyền thông", made)]


@pytest.mark.parametrize("line", ["UBND tỉnh", "ubnd tinh", "Uỷ ban nhân dân tỉnh", "UBND tỉnh Thử nghiệm"])
def test_the_committee_is_that_of_ones_own_province(line: str, office: Office) -> None:
    cast = office.cast
    _agency("Ủy ban nhân dân tỉnh Láng Giềng", "UBND", "K98", None)
    UnitVersion.objects.filter(name__endswith="Láng Giềng").update(place="Láng Giềng")
    assert one(line, cast) == province(cast)


@pytest.mark.parametrize("line", ["Sở", "Sở Thử", "Ủy ban", "Công ty Mẫu", "tỉnh Thử nghiệm", "Thử nghiệm", "&"])
def test_a_part_of_a_name_means_nobody(line: str, office: Office) -> None:
    assert [unit for _name, unit in recognised(line, office.cast.agency) if unit is not None] == []


def test_accents_decide_between_names_that_differ_in_nothing_else(office: Office) -> None:
    cast = office.cast
    plain = agency(cast, "Trường An Mẫu", "TAM", "H99.51")
    accented = agency(cast, "Trường Ân Mẫu", "TÂM", "H99.52")
    assert [one("Trường An Mẫu", cast), one("trường ân mẫu", cast)] == [plain, accented]
    with pytest.raises(ValidationError):
        recognised("truong an mau", cast.agency)


def test_the_agency_stands_beside_a_unit_that_is_not_ones_own(office: Office) -> None:
    cast = office.cast
    to = (RecipientValue("Văn phòng", cast.other_office, addressed=True), RecipientValue("Phòng Kế hoạch", cast.second_unit))
    made = office.for_signature(recipients=to)
    with clock.at(office.now):
        card = login(cast.specialist).get(f"{ROOT}{made.id}/").content.decode()
        signing = login(cast.director).get(f"{ROOT}{made.id}/ky/").content.decode()
    for page in (card, signing):
        assert 'Văn phòng<span class="muted">, Sở Thử nghiệm B</span>' in page
        assert "Phòng Kế hoạch</span>" in page
