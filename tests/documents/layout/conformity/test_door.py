"""The door: hostile files end in their child, a scan conforms to nothing, a page is drawn with its boxes."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image

from tests.documents.layout.conformity.defects import DEFECTS
from tests.documents.layout.conformity.perturbed import laid
from tests.documents.layout.samples import draft
from tests.documents.layout.test_intake import GOOD, bomb
from tinhso.documents.layout.conformity import judge as door
from tinhso.documents.layout.conformity.judge import judge_pdf
from tinhso.documents.layout.conformity.picture import picture
from tinhso.engines.confined import Limits
from tinhso.kit.errors import Refusal


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def locked() -> bytes:
    with pikepdf.open(io.BytesIO(GOOD)) as pdf:
        return saved(pdf, encryption=pikepdf.Encryption(owner="a", user="b"))


@pytest.mark.parametrize(("data", "code"), [(b"", "broken"), (b"PK\x03\x04", "broken"), (GOOD[:600], "broken"), (locked(), "encrypted")])
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(data: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        judge_pdf(data)
    assert refused.value.code == f"conformity.{code}" and refused.value.vi.endswith(".") and refused.value.en.endswith(".")


def test_a_bomb_ends_in_its_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "LIMITS", Limits(cpu=2, wall=20))
    with pytest.raises(Refusal, match="too_heavy"):
        judge_pdf(bomb())


def test_a_page_without_text_is_not_judged_and_conforms_to_nothing() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        report = judge_pdf(saved(pdf))
    assert not report.readable and not report.conforms and "nation" in report.not_judged and report.findings == ()


TURNS = {
    "shifted": ([10, 20, 605.28, 861.89], b"q 1 0 0 1 10 20 cm ", 0),
    "a quarter": ([0, 0, 841.89, 595.28], b"q 0 1 -1 0 841.89 0 cm ", 90),
    "a half": ([0, 0, 595.28, 841.89], b"q -1 0 0 -1 595.28 841.89 cm ", 180),
    "three quarters": ([0, 0, 841.89, 595.28], b"q 0 -1 1 0 0 595.28 cm ", 270),
}


@pytest.mark.parametrize("turn", TURNS)
def test_a_page_is_measured_as_it_is_seen(turn: str) -> None:
    box, matrix, degrees = TURNS[turn]
    with pikepdf.open(io.BytesIO(laid(draft("report", subject="Về việc gửi, nhận văn bản điện tử")))) as pdf:
        page = pdf.pages[0]
        content = page.Contents.read_bytes()
        page.Contents = pdf.make_stream(matrix + content + b" Q")
        page.MediaBox = pikepdf.Array(box)
        page.Rotate = degrees
        report = judge_pdf(saved(pdf))
    assert report.findings == (), [f.vi for f in report.findings]


def test_the_hidden_letters_of_a_recognised_scan_are_not_measured() -> None:
    with pikepdf.open(io.BytesIO(GOOD)) as pdf:
        page = pdf.pages[0]
        page.Contents = pdf.make_stream(page.Contents.read_bytes().replace(b"0 Tr", b"").replace(b"BT", b"BT 3 Tr"))
        assert not judge_pdf(saved(pdf)).readable


def test_the_product_s_own_file_passes_through_the_door() -> None:
    report = judge_pdf(GOOD)
    assert report.findings == () and report.pages == 1 and report.conforms


def test_a_finding_is_drawn_where_it_stands() -> None:
    defect = next(d for d in DEFECTS if d.what == "upright" and d.element == "place_date")
    pdf = laid(draft("report"), *defect.changes)
    (finding,) = judge_pdf(pdf).findings
    png = picture(pdf, [finding], 0)
    image = Image.open(io.BytesIO(png)).convert("RGB")
    assert finding.box is not None and image.width == 1100
    scale = image.width / 595.28
    x, y = (finding.box[0] + finding.box[2]) / 2 * scale, image.height - finding.box[1] * scale + 2
    near = [image.getpixel((int(x), int(y) + d)) for d in range(-3, 4)]
    assert (179, 24, 29) in near
    bare = Image.open(io.BytesIO(picture(pdf, [], 0))).convert("RGB")
    assert (179, 24, 29) not in {colour for _, colour in bare.getcolors(bare.width * bare.height) or ()}


def test_a_page_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refusal, match="no_picture"):
        picture(GOOD, [], 5)
