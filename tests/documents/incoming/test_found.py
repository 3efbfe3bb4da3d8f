"""An arrival is found by all its fields and by what its file says, as long as it is held."""

from __future__ import annotations

import io
from datetime import date, datetime

from tests.documents.incoming.conftest import House
from tests.documents.incoming.pdfs import plain_pdf
from tests.jobs import run_jobs
from tinhso.core.access.public import acting, system
from tinhso.core.files import public as files
from tinhso.core.files.models import Rendition
from tinhso.core.search.public import find
from tinhso.documents.incoming import public as incoming
from tinhso.documents.incoming.actions.close import link_reply
from tinhso.documents.incoming.actions.common import index
from tinhso.documents.incoming.actions.read import read
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.incoming.proposals.reading import words_of
from tinhso.kit import clock, ids

SAYS = "Phòng chống tràn dầu trên sông Lam"


def hits(house: House, query: str) -> list[str]:
    with acting(house.cast.clerk):
        return [hit.aggregate for hit in find(house.cast.clerk, query).rows]


def test_an_electronic_arrival_is_found_by_what_its_file_says(house: House) -> None:
    made = house.arrived(plain_pdf(SAYS), "congvan.pdf")
    assert hits(house, "tran dau tren song") == []
    run_jobs("incoming.read")
    assert hits(house, "tran dau tren song") == [f"incoming:{made.id}"]
    with house.acting(house.cast.clerk) as clerk:
        incoming.accept(clerk, made.id)  # what comes later keeps the words
    assert hits(house, "tran dau tren song") == hits(house, "Mai Văn Mẫu Đốc") == hits(house, "giam doc") == [f"incoming:{made.id}"]


def test_a_scan_is_found_by_its_words_and_an_annex_by_its_name(house: House) -> None:
    made = house.paper()
    with house.acting(house.cast.clerk) as clerk:
        incoming.attach_scan(clerk, made.id, io.BytesIO(plain_pdf(SAYS)), "quet.pdf")
        incoming.attach_scan(clerk, made.id, io.BytesIO(plain_pdf("x")), "phu-luc-kinh-phi.pdf", annex=True)
    run_jobs("incoming.read")
    assert hits(house, '"tràn dầu"') == hits(house, "phu luc kinh phi") == [f"incoming:{made.id}"]


def test_dieu_18_4_what_was_destroyed_is_not_found_by_its_words_any_more(house: House) -> None:
    made = house.arrived(plain_pdf(SAYS), "congvan.pdf")
    run_jobs("incoming.read")
    with house.acting(house.cast.clerk) as clerk:
        kept = Incoming.objects.within(clerk).select_related("file").get(pk=made.id)
        assert kept.file is not None and SAYS in files.bytes_of(files.rendition(kept.file, "text") or kept.file).decode()
    system_of = system(house.cast.agency)
    with house.acting(system_of):
        incoming.ask_recall(system_of, made.consignment, "Ban hành nhầm")  # type: ignore[arg-type]
    with house.acting(house.cast.clerk) as clerk:
        incoming.agree_recall(clerk, made.id)
        assert not Rendition.objects.within(clerk).filter(original_id=kept.file_id).exists()
    with house.acting(system_of):
        read(system_of, made.id)  # a job that came late
        link_reply(system_of, made.id, ids.new(), "9/STNA-CN")  # and a reply that was issued all the same
    assert hits(house, "tran dau tren song") == hits(house, "cung cấp số liệu") == []


def test_what_has_no_day_of_its_own_is_found_on_the_day_it_came_in_vietnam(house: House) -> None:
    house.now = datetime(2020, 3, 10, 6, 30, tzinfo=clock.VIETNAM)
    made = house.paper(subject="Không ngày tháng")
    with house.acting(house.cast.clerk) as clerk:
        index(clerk, Incoming.objects.visible_to(clerk).get(pk=made.id))  # any later act renews the row, read again from the database
        assert [hit.date for hit in find(clerk, "Không ngày tháng").rows] == [date(2020, 3, 10)]


def test_reading_never_fails_on_what_is_no_text(house: House) -> None:
    for body in (b"", b"%PDF-1.7\nnothing", b"\x89PNG\r\n", plain_pdf("x")[:700]):
        assert words_of(body) == ""
    house.arrived()  # a picture of one point
    run_jobs("incoming.read")
