"""Annexes of a draft: kept with the versions they were submitted with; nothing secret among them (QĐ 28/2018 Điều 1.2)."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.documents.incoming.pdfs import plain_pdf
from tests.documents.outgoing.conftest import Office
from tinhso.documents.outgoing.actions.attach import drop_annex
from tinhso.documents.outgoing.models import Annex, Version
from tinhso.documents.outgoing.public import annex, return_, submit, upload
from tinhso.kit.errors import Refusal


def word_file(text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("word/document.xml", f"<w:document><w:p><w:r><w:t>{text}</w:t></w:r></w:p><w:p>Nội dung</w:p></w:document>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name"), [(plain_pdf("TUYỆT MẬT\nBáo cáo"), "bao-cao.pdf"), (word_file("MẬT"), "bao-cao.docx")], ids=["pdf", "docx"]
)
def test_a_mark_of_secrecy_is_warned_of_before_anything_is_saved(office: Office, data: bytes, name: str) -> None:
    made = office.drafted()
    with office.acting(office.cast.specialist) as drafter:
        with pytest.raises(Refusal) as told:
            annex(drafter, made.id, io.BytesIO(data), name)
        assert told.value.code == "outgoing.secret_mark"
        assert not Annex.objects.within(drafter).exists()
        annex(drafter, made.id, io.BytesIO(data), name, not_secret=True)
        assert Annex.objects.within(drafter).count() == 1


def test_the_binding_file_is_looked_at_too(office: Office) -> None:
    made = office.drafted()
    with office.acting(office.cast.specialist) as drafter:
        with pytest.raises(Refusal) as told:
            upload(drafter, made.id, io.BytesIO(plain_pdf("TỐI MẬT\nTờ trình")), "to-trinh.pdf", None)
        assert told.value.code == "outgoing.secret_mark"
        made.refresh_from_db()
        assert made.uploaded_id is None


@pytest.mark.parametrize("text", ["bảo vệ bí mật nhà nước", "MẬT độ dân số"])
def test_the_word_inside_a_sentence_is_no_mark(office: Office, text: str) -> None:
    made = office.drafted()
    with office.acting(office.cast.specialist) as drafter:
        annex(drafter, made.id, io.BytesIO(word_file(text)), "a.docx")


def test_phu_luc_vi_a_dropped_annex_stays_with_the_version_it_was_submitted_with(office: Office) -> None:
    made = office.drafted()
    with office.acting(office.cast.specialist) as drafter:
        first = annex(drafter, made.id, io.BytesIO(b"a,b\n1,2\n"), "bang.csv")
        submit(drafter, made.id, "Kính trình")
    with office.acting(office.cast.unit_head) as head:
        return_(head, made.id, "Sai bảng")
    with office.acting(office.cast.specialist) as drafter:
        drop_annex(drafter, made.id, first.id)
        second = annex(drafter, made.id, io.BytesIO(b"a,b\n3,4\n"), "bang-moi.csv")
        passing = annex(drafter, made.id, io.BytesIO(b"x\n"), "nham.csv")
        drop_annex(drafter, made.id, passing.id)
        again = submit(drafter, made.id, "Trình lại")
        kept = {v.number: [a.id for a in v.annexes] for v in Version.objects.within(drafter).order_by("number")}
        assert kept == {1: [first.id], 2: [second.id]}
        assert [a.id for a in again.attached] == [second.id]
        assert not Annex.objects.within(drafter).filter(pk=passing.id).exists(), "nobody but its drafter had seen it"
