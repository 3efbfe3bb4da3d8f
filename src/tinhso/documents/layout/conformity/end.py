"""Boxes 7 to 9 and 12: addressees, signer, seal, recipients, drafter."""

from __future__ import annotations

import re

from tinhso.documents.layout.conformity.ending import Ending
from tinhso.documents.layout.conformity.findings import Findings, Said, number
from tinhso.documents.layout.conformity.lines import Line, middle
from tinhso.documents.layout.conformity.page import MM, Picture
from tinhso.documents.layout.conformity.structure import Structure
from tinhso.documents.layout.conformity.style import check_centred, check_style, check_words

_MISSING: Said = ("không tìm thấy", "not found")
_AUTHORITY = re.compile(r"^(tm|kt|tl|tuq|q)(?P<dot>\.?)(?=[ ./]|$)|^(t/m|k/t|t/l|t\.m|k\.t|t\.l)\b", re.IGNORECASE)
_TITLES = re.compile(r"^(gs|pgs|ts|ths|bs|ks|cn|luật sư|tiến sĩ|thạc sĩ|giáo sư|bác sĩ|kỹ sư|nhà giáo)\b\.?", re.IGNORECASE)
SEAL = (30 * MM, 42 * MM)  # the seals in use; the product's own is 36 mm
_OVERLAP = (0.2, 0.5)  # "about a third" of the signature


def check_end(found: Findings, whole: Structure) -> None:
    end = whole.ending
    _addressees(found, whole)
    _signer(found, whole, end)
    _recipients(found, whole, end)
    if end.drafter:
        line = Line(end.page, end.drafter)
        check_words(found, "drafter", end.page, end.drafter)
        if any(c.isalpha() for c in line.text) and line.text != line.text.upper():
            found.add("drafter", "case", (f"“{line.text}”",) * 2, ("ký hiệu bằng chữ in hoa", "a sign in capitals"), end.page, line.box)


def _addressees(found: Findings, whole: Structure) -> None:
    lines = whole.middle.addressees
    if not lines:
        if whole.head.letter_subject:
            found.add("addressees", "missing", _MISSING, ("“Kính gửi: …” của công văn", "the “Kính gửi: …” of a letter"))
        return
    check_style(found, "addressees", lines)
    first = lines[0]
    if first.key.startswith("kính gửi") and not first.key.startswith("kính gửi:"):
        found.add(
            "addressees",
            "colon",
            ("thiếu dấu hai chấm sau “Kính gửi”", "no colon after “Kính gửi”"),
            ("“Kính gửi:”",) * 2,
            first.page,
            first.box,
        )
    items = [line for line in lines[1:] if line.text.startswith(("-", "–"))]
    if not items:
        return
    colon = max((w.x1 for w in first.words if w.text.endswith(":")), default=first.x1)
    for line in items:
        off = line.x0 - colon
        if not -4 * MM <= off <= 2 * MM and first.key.startswith("kính gửi"):
            by = number(abs(off) / MM, "mm")
            measured = (f"gạch đầu dòng lệch dấu hai chấm {by[0]}", f"a dash {by[1]} off the colon")
            found.add(
                "addressees", "dashes", measured, ("thẳng hàng dưới dấu hai chấm", "dashes in line under the colon"), line.page, line.box
            )
    _ends(found, "addressees", lines[1:])


def _ends(found: Findings, part: str, lines: list[Line]) -> None:
    """`;` after each, a full stop after the last; an item runs until the next dash."""
    for i, line in enumerate(lines):
        last = i + 1 == len(lines)
        if not last and not lines[i + 1].text.startswith(("-", "–")):
            continue
        mark = "." if last else ";"
        text = line.text.rstrip()
        if not text.endswith(mark):
            wanted = (
                ("dấu chấm (.) sau dòng cuối", "a full stop after the last")
                if last
                else ("dấu chấm phẩy (;) cuối dòng", "a semicolon at the end")
            )
            found.add(part, "mark", (f"dòng kết thúc bằng “{text[-1:]}”", f"a line ends with “{text[-1:]}”"), wanted, line.page, line.box)


def _signer(found: Findings, whole: Structure, end: Ending) -> None:
    if not end.authority:
        found.add("authority", "missing", _MISSING, ("quyền hạn, chức vụ ở bên phải", "authority and post on the right"), end.page)
    else:
        check_style(found, "authority", end.authority)
        first = end.authority[0]
        if (hit := _AUTHORITY.match(first.key)) and hit["dot"] != ".":
            found.add(
                "authority",
                "abbreviation",
                (f"“{first.words[0].text}”",) * 2,
                ("“TM.”, “Q.”, “KT.”, “TL.”, “TUQ.”",) * 2,
                end.page,
                first.box,
                article="II.7.b",
            )
        if middle(end.authority) < whole.centre:
            found.add(
                "authority",
                "position",
                ("ở nửa trái trang", "in the left half"),
                ("ở bên phải (ô số 7a)", "the right side (box 7a)"),
                end.page,
                first.box,
            )
        if end.recipients is not None and end.beside:
            off = end.recipients.base - first.base
            if abs(off) > 6:
                by = number(abs(off) / MM, "mm")
                measured = (f"lệch dòng “Nơi nhận” {by[0]}", f"{by[1]} off the line of “Nơi nhận”")
                found.add(
                    "authority",
                    "same_line",
                    measured,
                    ("ngang hàng với “Nơi nhận”", "the line of “Nơi nhận”"),
                    end.page,
                    first.box,
                    article="II.9.d",
                )
    if not end.name:
        found.add("name", "missing", _MISSING, ("họ và tên dưới chữ ký", "the name below the signature"), end.page)
        return
    name = end.name[-1]
    check_style(found, "name", [name])
    if len(end.name) > 1:
        check_style(found, "name", end.name[:-1], case=False)
    if hit := _TITLES.match(name.text):
        found.add(
            "name",
            "title",
            (f"có “{hit[0]}” trước họ tên", f"“{hit[0]}” before the name"),
            ("không ghi học hàm, học vị", "no academic title"),
            end.page,
            name.box,
            article="II.7.c",
        )
    if end.authority:
        check_centred(found, "name", [name], middle(end.authority), ("dưới quyền hạn, chức vụ", "below the post"), 4 * MM)


def _recipients(found: Findings, whole: Structure, end: Ending) -> None:
    word = end.recipients
    if word is None:
        found.add("recipients", "missing", _MISSING, ("“Nơi nhận:” sát lề trái", "“Nơi nhận:” at the left margin"), end.page)
        return
    check_style(found, "recipients", [word])
    if not word.text.rstrip().endswith(":"):
        found.add(
            "recipients",
            "colon",
            (f"“{word.text}”",) * 2,
            ("“Nơi nhận:” đứng riêng một dòng", "“Nơi nhận:” alone on its line"),
            end.page,
            word.box,
        )
    off = word.x0 - whole.left
    if off > 3 * MM:
        by = number(off / MM, "mm")
        found.add(
            "recipients",
            "left",
            (f"cách lề trái {by[0]}", f"{by[1]} from the left margin"),
            ("sát lề trái", "at the left margin"),
            end.page,
            word.box,
        )
    if not end.items:
        found.add("recipient_list", "missing", _MISSING, ("danh sách dưới “Nơi nhận:”", "a list below “Nơi nhận:”"), end.page, word.box)
        return
    check_style(found, "recipient_list", end.items)
    if not end.items[0].text.startswith(("-", "–")):
        found.add(
            "recipient_list",
            "dash",
            (f"“{end.items[0].text[:20]}”",) * 2,
            ("gạch đầu dòng (-) sát lề trái", "a dash (-) at the left margin"),
            end.page,
            end.items[0].box,
        )
    last = next((line for line in reversed(end.items) if line.text.startswith(("-", "–"))), end.items[-1])
    if not re.match(r"^[-–] ?lưu ?:", last.key):
        found.add(
            "recipient_list",
            "archive",
            (f"dòng cuối là “{last.text[:30]}”", f"the last line is “{last.text[:30]}”"),
            ("dòng cuối “- Lưu: VT, …”", "“- Lưu: VT, …” last"),
            end.page,
            last.box,
        )
    _ends(found, "recipient_list", end.items)


def check_seal(found: Findings, whole: Structure) -> bool:
    """False where no seal or signature is seen: nothing to judge."""
    end = whole.ending
    if end.room is None or not whole.pages:
        return False
    low, high = end.room[0] - 30, end.room[1] + 30
    mid = middle(end.name or end.authority)
    near = [p for p in whole.pages[end.page].pictures if low < (p.y0 + p.y1) / 2 < high and p.x1 > mid - 90 * MM and p.x1 - p.x0 > 12 * MM]
    seals = [p for p in near if 0.85 < (p.x1 - p.x0) / max(p.y1 - p.y0, 1) < 1.18]
    hands = [p for p in near if p not in seals]
    if not seals:
        return False
    seal = min(seals, key=lambda p: p.x0)
    _seal(found, end.page, seal, hands[0] if hands else None)
    return True


def _seal(found: Findings, page: int, seal: Picture, hand: Picture | None) -> None:
    box = (seal.x0, seal.y0, seal.x1, seal.y1)
    across = seal.x1 - seal.x0
    if not SEAL[0] - 1 <= across <= SEAL[1] + 1:
        measured = number(across / MM, "mm")
        found.add(
            "seal",
            "size",
            (f"rộng {measured[0]}", f"{measured[1]} across"),
            ("kích thước thực tế của dấu (30-42 mm)", "the seal's real size (30-42 mm)"),
            page,
            box,
        )
    if seal.ink >= 0:
        r, g, b = seal.ink >> 16, seal.ink >> 8 & 255, seal.ink & 255
        if not (r > 110 and r > g + 40 and r > b + 40):
            found.add("seal", "ink", (f"màu #{seal.ink:06x}", f"colour #{seal.ink:06x}"), ("màu đỏ", "red"), page, box)
    if hand is not None:
        width = hand.x1 - hand.x0
        share = (min(seal.x1, hand.x1) - max(seal.x0, hand.x0)) / width
        left = (seal.x0 + seal.x1) < (hand.x0 + hand.x1)
        if not left or not _OVERLAP[0] <= share <= _OVERLAP[1]:
            percent = number(max(share, 0) * 100, "%", 0)
            side = ("trái", "left") if left else ("phải", "right")
            measured = (f"trùm {percent[0]} chữ ký, về bên {side[0]}", f"over {percent[1]} of the signature, from the {side[1]}")
            found.add(
                "seal",
                "overlap",
                measured,
                ("trùm khoảng 1/3 chữ ký về bên trái", "about a third of the signature, from the left"),
                page,
                box,
            )
