"""What a scan proposes: how much of it is right over letters in eleven layouts that are not ours, how sure it says it is, what it refuses."""

from __future__ import annotations

import os
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from benchmarks._scans import FIELDS, Scan, Score, scans
from tests.documents.incoming.conftest import House
from tests.documents.incoming.pages import ROOT, entry, login
from tests.documents.incoming.pdfs import plain_pdf
from tinhso.documents.incoming.actions.paper import attach_scan
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.incoming.proposals import Page, Proposal, Word, propose
from tinhso.documents.incoming.proposals.lines import rows
from tinhso.documents.incoming.proposals.reading import answer_pages, from_tsv, read
from tinhso.engines import confined
from tinhso.kit import clock

TODAY = date(2020, 3, 9)
LEAST = {
    "notation": 0.95,
    "document_date": 0.95,
    "issuer": 0.9,
    "type_code": 0.9,
    "subject": 0.9,
    "signer_name": 0.85,
    "signer_title": 0.85,
    "place": 0.9,
}


def said(data: bytes, today: date = TODAY) -> dict[str, Proposal]:
    return {p.field: p for p in propose(answer_pages(data)[0], today)}


def letter() -> Scan:
    return next(s for s in scans(40) if s.layout == "official letter" and s.turn == 0)


@pytest.mark.slow
def test_what_is_proposed_is_right_in_layouts_that_are_not_ours() -> None:
    made = list(scans(33, seed=5))
    assert len({s.layout for s in made}) >= 8
    score = Score()
    for scan in made:
        score.add(scan, propose(answer_pages(scan.pdf)[0], TODAY))
    for field, least in LEAST.items():
        assert score.precision(field) >= least, score.wrong
        assert score.recall(field) >= least, score.wrong
    # Said to be sure, it is.
    assert sum(score.sure_right.values()) >= 0.95 * sum(score.sure.values()), score.wrong


def test_each_proposal_says_where_it_was_read() -> None:
    scan = letter()
    found = said(scan.pdf)
    assert set(found) == {f for f in FIELDS if scan.truth[f]}
    left, top, right, bottom = found["notation"].box
    assert found["notation"].page == 0 and 0 < left < right < 595 and 0 < top < bottom < 300
    assert found["signer_name"].box[1] > bottom


def test_a_number_or_day_inside_a_sentence_is_another_documents() -> None:
    text = "Căn cứ Quyết định số 12/QĐ-UBND ngày 05 tháng 3 năm 2019 của Ủy ban nhân dân tỉnh;\nKính đề nghị quý cơ quan xem xét."
    assert not {"notation", "document_date"} & set(said(plain_pdf(text)))


def test_a_day_after_today_and_one_that_never_was_are_not_proposed() -> None:
    scan = letter()
    assert "document_date" in said(scan.pdf)
    assert "document_date" not in said(scan.pdf, date(2019, 12, 31))
    assert "document_date" not in said(plain_pdf("Nam An, ngày 31 tháng 02 năm 2020"))


def test_less_evidence_is_less_sure() -> None:
    whole = said(letter().pdf)["notation"].confidence
    alone = said(plain_pdf("Số: 15/XYZ-VP"))["notation"].confidence
    assert alone < whole <= 99
    blurred = [
        Page(p.width, p.height, tuple(Word(w.text, w.left, w.top, w.right, w.bottom, w.bold, 0.6) for w in p.words))
        for p in answer_pages(letter().pdf)[0]
    ]
    assert all(p.confidence <= 60 for p in propose(blurred, TODAY))


def test_a_page_lying_askew_is_put_straight() -> None:
    scan = next(s for s in scans(40) if s.layout == "table" and s.turn not in (0,))
    lines = [[s.text for s in row] for row in rows(answer_pages(scan.pdf)[0][0])]
    assert any(f"Số: {scan.truth['notation']}" in line for row in lines for line in row)


def test_a_file_that_cannot_be_read_proposes_nothing() -> None:
    assert read(b"%PDF-1.7 broken", TODAY) == ([], False, False)
    assert propose([], TODAY) == []
    assert propose([Page(595, 842, ())], TODAY) == []


def test_words_of_a_recognised_image_come_from_the_machines_table() -> None:
    table = "level\tleft\ttop\twidth\theight\tconf\ttext\n4\t0\t0\t9\t9\t-1\t\n5\t100\t200\t50\t20\t91.5\tSố:\n5\t160\t200\t90\t20\t88\t12/SX-VP\n"
    assert from_tsv(table, 0.5) == [Word("Số:", 50, 100, 75, 110, sure=0.915), Word("12/SX-VP", 80, 100, 125, 110, sure=0.88)]


def test_an_image_is_recognised_where_the_program_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tesseract is optional: a program of its name that answers as it does stands in, so that the whole way is walked in the child."""
    words = "\n".join(f"5\t{200 + 90 * i}\t300\t80\t30\t92\t{w}" for i, w in enumerate(["Số:", "12/BC-SX"]))
    answer = tmp_path / "table"
    answer.write_text(f"level\tleft\ttop\twidth\theight\tconf\ttext\n{words}\n", encoding="utf-8")
    program = tmp_path / "tesseract"
    program.write_text(f'#!/bin/sh\ncase "$1" in --list-langs) echo vie;; *) cat > /dev/null; cat {answer};; esac\n')
    program.chmod(0o755)
    picture = letter().picture
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    confined._forget()
    try:
        seen = read(picture, TODAY)
        pages, blind, failed = answer_pages(picture)
        program.write_text('#!/bin/sh\ncase "$1" in --list-langs) echo vie;; *) cat > /dev/null; exit 1;; esac\n')
        confined._forget()
        again = read(picture, TODAY)
    finally:
        confined._forget()
    assert not blind and not failed and pages[0].recognised
    assert seen.whole and not again.whole and again.proposals == [], "what failed once is not kept as what the file says"
    found = {p.field: p for p in seen.proposals}
    assert found["notation"].value == "12/BC-SX" and found["notation"].confidence <= 92


def test_an_image_without_the_program_is_said_to_be_one(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    confined._forget()
    try:
        with clock.at(house.now):
            page = peeked(house, letter().picture)
    finally:
        confined._forget()
    assert "không có chương trình nhận dạng chữ" in page and "data-field" not in page


def test_a_chosen_scan_proposes_its_fields_and_number_and_day_only_ask(house: House) -> None:
    scan = letter()
    with clock.at(house.now):
        page = peeked(house, scan.pdf)
    for field in ("issuer", "subject", "signer_name", "notation", "document_date"):
        assert f'data-field="{field}"' in page
    asked = [line for line in page.split("<data ") if "data-asked" in line]
    assert len(asked) == 2 and any(scan.truth["notation"] in line for line in asked)


def test_saving_without_touching_them_leaves_number_and_day_empty(house: House) -> None:
    scan = letter()
    with clock.at(house.now):
        client = login(house.cast.clerk)
        file = BytesIO(scan.pdf)
        file.name = "quet.pdf"
        answer = client.post(f"{ROOT}giay/", entry(notation="", document_date="", scan=file))
    assert answer.status_code == 302
    made = Incoming.plain.get()
    assert (made.notation, made.document_date) == ("", None)


def test_a_scan_kept_before_its_number_proposes_too_and_is_read_once(house: House) -> None:
    scan = letter()
    made = house.paper("", subject="chưa rõ")
    with house.acting(house.cast.clerk) as clerk:
        attach_scan(clerk, made.id, BytesIO(scan.pdf), "quet.pdf")
    with clock.at(house.now):
        client = login(house.cast.clerk)
        first = client.get(f"{ROOT}{made.id}/vao-so/").content.decode()
        assert first.count('data-field="notation"') == 1 and scan.truth["notation"] in first
        assert 'data-field="notation"' in client.get(f"{ROOT}{made.id}/vao-so/").content.decode()
    assert house.again(made).file.renditions.filter(kind__startswith="proposals").count() == 1  # type: ignore[union-attr]


def test_an_electronic_arrival_needs_no_proposals(house: House) -> None:
    made = house.accepted(data=letter().pdf, name="a.pdf")
    with clock.at(house.now):
        assert "ts-proposals" not in login(house.cast.clerk).get(f"{ROOT}{made.id}/vao-so/").content.decode()


def peeked(house: House, data: bytes) -> str:
    file = BytesIO(data)
    file.name = "quet.pdf"
    return login(house.cast.clerk).post(f"{ROOT}xem-thu/", {"scan": file}).content.decode()
