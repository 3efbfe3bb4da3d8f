"""The seal over a document and what goes along with it."""

from __future__ import annotations

import io
from datetime import datetime

from tests.documents.incoming.pdfs import plain_pdf, signed_pdf
from tests.documents.outgoing.conftest import Office
from tests.signing.conftest import compile_pdf, slots
from tinhso.core.files.public import bytes_of
from tinhso.documents.outgoing.models import Annex, Outgoing
from tinhso.documents.outgoing.public import annex, approve, issue, look, number, seal, sign, submit
from tinhso.kit import clock
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
