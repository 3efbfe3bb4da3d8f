"""The seal over a document and what goes along with it."""

from __future__ import annotations

import io
import itertools
from datetime import datetime, timedelta

import pytest

from tests.cast import appoint
from tests.documents.incoming.pdfs import plain_pdf, signed_pdf
from tests.documents.outgoing.conftest import Office
from tests.documents.outgoing.test_pages import ROOT, login
from tests.signing.conftest import compile_pdf, slots
from tinhso.core.access.public import Role
from tinhso.core.files.public import bytes_of
from tinhso.core.people.public import end_post
from tinhso.documents.outgoing.models import Annex, Outgoing, SignatureRecord
from tinhso.documents.outgoing.public import annex, approve, issue, look, number, seal, sign, submit
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.signing.custody.public import keepings, take_charge
from tinhso.signing.judge import judge
from tinhso.signing.public import DemoAuthority, prepare, sign_person


def numbered(office: Office, **annexes: bytes) -> Outgoing:
    made = office.drafted()
    with office.acting(office.cast.specialist) as actor:
        for name, data in annexes.items():
            annex(actor, made.id, io.BytesIO(data), f"{name}.pdf")
        submit(actor, made.id, "Kính trình")
    for who in (office.cast.unit_head, office.cast.chief):
        with office.acting(who) as actor:
            look(actor, made.id)
            approve(actor, made.id, "Đồng ý")
    with office.acting(office.cast.director) as actor:
        sign(actor, made.id)
    with office.acting(office.cast.clerk) as clerk:
        return number(clerk, made.id)


def test_phu_luc_i_iii_an_annex_signed_before_goes_along_unaltered(office: Office) -> None:
    """Another signature would break a certification; the number is given by then, so the seal must not fail over it."""
    certified = sign_certified()
    made = numbered(office, plain=plain_pdf("Biểu số liệu"), signed=signed_pdf(), broken=signed_pdf(broken=True), certified=certified)
    with office.acting(office.cast.clerk) as clerk:
        seal(clerk, made.id)
        assert issue(clerk, made.id).state == "issued"
        kept = {a.file.name: a for a in Annex.objects.within(clerk).filter(document=made.id)}
        assert {name: a.sealed is not None for name, a in kept.items()} == {
            "plain.pdf": True, "signed.pdf": False, "broken.pdf": False, "certified.pdf": False,
        }  # fmt: skip
        assert bytes_of(kept["certified.pdf"].file) == certified


def sign_certified() -> bytes:
    issued = DemoAuthority.create(demo=True).person("Ai Đó", "Sở Khác")
    at = datetime(2020, 3, 6, 9, 0, tzinfo=clock.VIETNAM)
    return sign_person(prepare(compile_pdf(), slots()), issued.provider(), at=at)


def test_dieu_32_a_clerk_without_the_key_is_told_before_a_number_is_given_in_vain(office: Office) -> None:
    """She may still number it, for the keeper to seal."""
    heir = appoint("Cao Thị Mẫu Kế Nhiệm", office.cast.office, Role.CLERK, "Văn thư")
    made = office.signed()
    with clock.at(office.now):
        browser = login(heir)
        card = browser.get(f"{ROOT}{made.id}/").content.decode()
        assert 'name="all"' not in card and f"{office.cast.clerk.name} quản lý thiết bị lưu khóa" in card
        refused = browser.post(f"{ROOT}{made.id}/cap-so/", {"all": "1", "revision": made.revision})
        assert refused.status_code == 403 and "Nhờ Trần Thị Mẫu Văn Thư ký số" in refused.content.decode()
        assert Outgoing.plain.get(pk=made.id).number is None
        assert 'name="all"' in login(office.cast.clerk).get(f"{ROOT}{made.id}/").content.decode()
        assert browser.post(f"{ROOT}{made.id}/cap-so/", {"revision": made.revision}).status_code == 302
        assert f"{ROOT}{made.id}/dong-dau/" not in browser.get(f"{ROOT}{made.id}/").content.decode()
        assert f"{ROOT}{made.id}/dong-dau/" in login(office.cast.clerk).get(f"{ROOT}{made.id}/").content.decode()


def test_dieu_32_once_the_key_is_handed_over_the_successor_seals(office: Office) -> None:
    heir = appoint("Cao Thị Mẫu Kế Nhiệm", office.cast.office, Role.CLERK, "Văn thư")
    made = numbered(office)
    with office.acting(office.cast.administrator) as administrator:
        end_post(administrator, office.cast.clerk.own_post, hand_over_to=heir.own_post)
    with office.acting(heir) as clerk, pytest.raises(Refusal, match=r"key\.custody"):
        seal(clerk, made.id)
    with office.acting(office.cast.director) as director:
        take_charge(director, keepings(director)[0].key.pk, heir.own_post, basis="QĐ 12/QĐ-STNA", minutes="BB 9/3/2020")
    with office.acting(heir) as clerk:
        assert seal(clerk, made.id).state == "sealed"


def test_the_card_tells_the_instant_that_stands_in_the_signature(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where checking what was just signed takes its time: the sender's card, the receiver's and any reader say the same second."""
    made = office.for_signature()
    ticks = itertools.count(1)
    monkeypatch.setattr(clock, "now", lambda: office.now + timedelta(seconds=next(ticks)))
    with office.acting(office.cast.director) as director:
        sign(director, made.id)
    with office.acting(office.cast.clerk) as clerk:
        number(clerk, made.id)
        made = seal(clerk, made.id)
        records = SignatureRecord.objects.within(clerk).filter(document=made.id).order_by("signed_at")
        assert made.file is not None
        said = [report.time for report in judge(bytes_of(made.file), None, chain=False, at=clock.now())]
    assert [row.signed_at.astimezone(clock.VIETNAM).isoformat() for row in records] == said and len(said) == 2
