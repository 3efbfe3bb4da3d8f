"""What changed since the last submission, for those who review it anew and whoever looks back (Appendix VI.III.5a: every version is kept)."""

from __future__ import annotations

from io import BytesIO

from tests.documents.layout.test_anchors import word_pdf
from tests.documents.outgoing.conftest import Office
from tests.documents.outgoing.test_pages import ROOT, login
from tinhso.documents.layout.public import find
from tinhso.documents.outgoing.actions.attach import upload
from tinhso.documents.outgoing.actions.decide import return_
from tinhso.documents.outgoing.actions.draft import amend
from tinhso.documents.outgoing.changes import changes
from tinhso.documents.outgoing.models import Outgoing
from tinhso.documents.outgoing.public import RecipientValue, Text, submit
from tinhso.kit import clock


def resubmitted(office: Office) -> Outgoing:
    made = office.submitted()
    with office.acting(office.cast.unit_head) as head:
        return_(head, made.id, "Lùi hạn báo cáo sang ngày 25")
    body = "Đề nghị Quý Sở cử cán bộ phối hợp.\n1. Rà soát số liệu.\n2. Gửi báo cáo trước ngày 25."
    with office.acting(office.cast.specialist) as drafter:
        to = (
            RecipientValue("Sở Thử nghiệm B", office.cast.other, addressed=True),
            RecipientValue("Phòng Kế hoạch", office.cast.second_unit),
        )
        amend(drafter, made.id, office.values(text=Text(body=body), recipients=to))
        return submit(drafter, made.id, "Đã sửa theo ý kiến")


def test_words_that_changed_stand_in_their_place_with_who_when_and_why(office: Office) -> None:
    made = resubmitted(office)
    with office.acting(office.cast.unit_head), clock.at(office.now):
        told = changes(made)
    assert told is not None and (told.older.number, told.newer.number, told.read) == (1, 2, False)
    assert told.older.returned.endswith("Lùi hạn báo cáo sang ngày 25") and told.newer.words == "Đã sửa theo ý kiến"
    runs = [(run.kind, run.text) for part in told.parts for line in part.lines if line.kind == "changed" for run in line.runs]
    assert runs == [("same", "2. Gửi báo cáo trước ngày"), ("removed", "20."), ("added", "25.")]
    assert [(p.label, p.before, p.after) for p in told.particulars] == [("Nơi nhận", "Như trên", "Như trên; Phòng Kế hoạch")]


def test_the_reviewer_finds_them_on_the_card_and_any_two_versions_on_their_page(office: Office) -> None:
    made = resubmitted(office)
    with clock.at(office.now):
        client = login(office.cast.unit_head)
        assert "Thay đổi từ lần trình trước" in client.get(f"{ROOT}{made.id}/").content.decode()
        part = client.get(f"{ROOT}{made.id}/thay-doi/", headers={"HX-Request": "true"}).content.decode()
        assert "<html" not in part and "Thêm: </span>25.<" in part and "Bỏ: </span>20.<" in part
        back = client.get(f"{ROOT}{made.id}/thay-doi/?tu=2&den=1").content.decode()
        assert "Bản 2 → bản 1" in back
        nothing = client.get(f"{ROOT}{made.id}/thay-doi/?tu=1&den=9").content.decode()
        assert "Không có hai bản này để so sánh" in nothing


def test_files_made_elsewhere_are_compared_by_their_words(office: Office) -> None:
    made = office.submitted()
    cast = office.cast
    with office.acting(cast.unit_head) as head:
        return_(head, made.id, "Làm lại bằng Word")
    with office.acting(cast.specialist) as drafter:
        pdf = word_pdf(symbol="STNA-CN", name="Nguyễn Văn Mẫu Giám", post="Giám đốc", year=office.now.year)
        upload(drafter, made.id, BytesIO(pdf), "Công văn.pdf", find(pdf, "Giám đốc", "Nguyễn Văn Mẫu Giám").slots)
        made = submit(drafter, made.id, "Trình bản Word")
        told = changes(made)
    assert told is not None and told.read and told.added and told.removed
    assert [(p.before, p.after) for p in told.particulars] == [("Soạn trên hệ thống", "Tệp PDF tải lên")]


def test_of_a_first_version_and_of_a_secret_there_is_nothing_to_compare(office: Office) -> None:
    first, secret = office.submitted(), office.drafted(secrecy="confidential")
    with clock.at(office.now):
        client = login(office.cast.specialist)
        assert "Không có hai bản này" in client.get(f"{ROOT}{first.id}/thay-doi/").content.decode()
        assert "Thay đổi từ lần trình trước" not in client.get(f"{ROOT}{first.id}/").content.decode()
        assert client.get(f"{ROOT}{secret.id}/thay-doi/").status_code == 404
        assert login(office.cast.colleague).get(f"{ROOT}{first.id}/thay-doi/").status_code == 404
