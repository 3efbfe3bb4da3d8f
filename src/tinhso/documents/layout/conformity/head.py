"""Boxes 1 to 5: what stands above the text on page 1."""

from __future__ import annotations

from tinhso.documents.layout.conformity.findings import Findings, Said, joined, number
from tinhso.documents.layout.conformity.heading import DATE, MOTTO, NATION, NUMBER, Head
from tinhso.documents.layout.conformity.law import LETTER_SUBJECT_GAP
from tinhso.documents.layout.conformity.lines import around_lines, middle
from tinhso.documents.layout.conformity.page import MM, Stroke
from tinhso.documents.layout.conformity.structure import Structure
from tinhso.documents.layout.conformity.style import check_centred, check_rule, check_style, rule_under
from tinhso.documents.types import ADMINISTRATIVE
from tinhso.kit.text import compare_key

_MISSING: Said = ("không tìm thấy", "not found")
_WITHOUT_SUBJECT = {compare_key(kind.vi) for kind in ADMINISTRATIVE if not kind.subject}
_NAMES = {compare_key(kind.vi) for kind in ADMINISTRATIVE}
_IN_COLUMN = 5.0 * MM  # a column of Word centres a little off its neighbour


def check_head(found: Findings, whole: Structure) -> None:
    head = whole.head
    _nation(found, whole, head)
    _agency(found, whole, head)
    _number(found, head)
    _place_date(found, head)
    _letter_subject(found, head)
    if not head.letter_subject:
        _title(found, whole)


def _nation(found: Findings, whole: Structure, head: Head) -> None:
    page = whole.pages[0]
    nation, motto = head.nation, head.motto
    if nation is None:
        found.add("nation", "missing", _MISSING, ("dòng “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM”", "“CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM”"))
    else:
        check_style(found, "nation", [nation])
        if nation.key != NATION:
            more = (f"“{nation.text}”",) * 2
            found.add("nation", "words", more, ("đúng một dòng Quốc hiệu", "the national title alone on its line"), 0, nation.box)
        if nation.centre < page.width / 2:
            at = number(nation.x0 / MM, "mm")
            measured = (f"cách mép trái {at[0]}", f"{at[1]} from the left edge")
            found.add("nation", "position", measured, ("phía trên cùng, bên phải trang đầu", "the top right of page 1"), 0, nation.box)
    if motto is None:
        found.add("motto", "missing", _MISSING, ("dòng “Độc lập - Tự do - Hạnh phúc”", "“Độc lập - Tự do - Hạnh phúc”"))
        return
    check_style(found, "motto", [motto])
    if MOTTO.fullmatch(motto.key) and motto.key.count("-") != 2 and not motto.upper:
        hyphens = ("ba cụm từ nối bằng gạch nối (-), có cách chữ", "three phrases joined by spaced hyphens (-)")
        found.add("motto", "hyphens", (f"“{motto.text}”",) * 2, hyphens, 0, motto.box)
    check_rule(found, "motto", [motto], rule_under([motto], _column(whole, head)), (1, 1))
    if nation is not None:
        if motto.base > nation.base:
            above: Said = ("đứng trên Quốc hiệu", "above the national title")
            found.add("motto", "order", above, ("dưới Quốc hiệu", "below it"), 0, motto.box)
        else:
            check_centred(found, "motto", [motto], nation.centre, ("dưới Quốc hiệu", "below the national title"))


def _column(whole: Structure, head: Head) -> list[Stroke]:
    """Strokes of page 1 above the title."""
    low = head.rest[0].base if head.rest else 0
    return [s for s in whole.pages[0].strokes if s.y0 > low]


def _agency(found: Findings, whole: Structure, head: Head) -> None:
    if not head.agency:
        found.add("agency", "missing", _MISSING, ("tên cơ quan ở phía trên, bên trái", "the agency's name at the top left"))
        return
    check_style(found, "superior", head.superior)
    check_style(found, "agency", head.agency)
    for line in head.superior:
        if line.bold and not any(f.bold for other in head.agency for f in other.words):
            order: Said = ("tên chữ đậm đứng trên tên chữ thường", "the bold name stands above the plain one")
            wanted: Said = (
                "cơ quan chủ quản (không đậm) ở trên, cơ quan ban hành (đậm) ở dưới",
                "the superior above, not bold, the issuer below, bold",
            )
            found.add("agency", "order", order, wanted, 0, around_lines([*head.superior, *head.agency]))
        elif line.bold:
            found.add("superior", "bold", ("chữ đậm", "bold"), ("chữ không đậm", "not bold"), 0, line.box)
    check_rule(found, "agency", head.agency, rule_under(head.agency, _column(whole, head)))
    if head.superior:
        check_centred(found, "agency", head.agency, middle(head.superior), ("dưới tên cơ quan chủ quản", "below the superior agency"))


def _number(found: Findings, head: Head) -> None:
    line = head.number
    if line is None:
        found.add("number", "missing", _MISSING, ("“Số: …/…” dưới tên cơ quan", "“Số: …/…” below the agency's name"))
        return
    check_style(found, "number", [line])
    hit = NUMBER.match(line.key)
    if not line.text.startswith("Số:") or hit is None:
        found.add("number", "colon", (f"“{line.words[0].text}”",) * 2, ("“Số:” với dấu hai chấm", "“Số:” with its colon"), 0, line.box)
    elif not hit["slash"] and hit["symbol"]:
        found.add(
            "number",
            "slash",
            (f"“{line.text}”",) * 2,
            ("dấu gạch chéo (/) giữa số và ký hiệu", "a stroke (/) between number and symbol"),
            0,
            line.box,
        )
    else:
        digits = hit["number"].strip("._… ")
        if digits.isdecimal() and int(digits) < 10 and not digits.startswith("0"):
            found.add("number", "zero", (f"số {digits}", f"number {digits}"), (f"0{digits}", f"0{digits}"), 0, line.box)
        symbol = line.text.partition("/")[2].strip()
        if " " in symbol:
            found.add("number", "spaces", (f"ký hiệu “{symbol}”", f"symbol “{symbol}”"), ("không cách chữ", "no spaces"), 0, line.box)
        elif symbol and symbol == symbol.lower():
            found.add("number", "case", (f"ký hiệu “{symbol}”", f"symbol “{symbol}”"), ("chữ in hoa", "capitals"), 0, line.box)
    if head.agency:
        if head.reordered:
            found.add(
                "number", "order", ("đứng trên tên cơ quan", "above the agency's name"), ("dưới tên cơ quan", "below it"), 0, line.box
            )
        elif "/" in line.text and not head.swapped:
            check_centred(found, "number", [line], middle(head.agency), ("dưới tên cơ quan", "below the agency's name"), _IN_COLUMN)


def _place_date(found: Findings, head: Head) -> None:
    line = head.date
    if line is None:
        found.add("place_date", "missing", _MISSING, ("“…, ngày … tháng … năm …”",) * 2)
        return
    check_style(found, "place_date", [line])
    hit = DATE.search(line.key)
    if hit is not None:
        if not line.key[: hit.start()].rstrip().endswith(","):
            found.add(
                "place_date",
                "comma",
                ("không có dấu phẩy sau địa danh", "no comma after the place"),
                ("dấu phẩy (,)", "a comma"),
                0,
                line.box,
            )
        if not line.text[:1].isupper():
            found.add(
                "place_date",
                "place_case",
                (f"“{line.words[0].text}”",) * 2,
                ("địa danh viết hoa chữ cái đầu", "a place with its capital"),
                0,
                line.box,
            )
        for name, most, vi, en in (("day", 9, "ngày", "day"), ("month", 2, "tháng", "month")):
            digits = hit[name].strip("._… ")
            if digits.isdecimal() and int(digits) <= most and not digits.startswith("0"):
                found.add(
                    "place_date",
                    f"{name}_zero",
                    (f"{vi} {digits}", f"{en} {digits}"),
                    (f"0{digits}", f"0{digits}"),
                    0,
                    line.box,
                    article="II.4.b",
                )
    if head.number is not None and not head.swapped and not head.reordered:
        drop = max(w.base for w in head.number.words) - line.base
        if abs(drop) > 3:
            by = number(abs(drop), "pt")
            side = ("thấp", "below") if drop > 0 else ("cao", "above")
            measured = (f"{side[0]} hơn dòng số, ký hiệu {by[0]}", f"{by[1]} {side[1]} the number")
            found.add("place_date", "same_line", measured, ("cùng một dòng với số, ký hiệu", "on the line of the number"), 0, line.box)
    anchor = head.nation or head.motto
    if anchor is not None:
        if line.base > anchor.base:
            found.add(
                "place_date",
                "order",
                ("đứng trên Quốc hiệu", "above the national title"),
                ("dưới Tiêu ngữ", "below the motto"),
                0,
                line.box,
            )
        else:
            check_centred(found, "place_date", [line], anchor.centre, ("dưới Quốc hiệu và Tiêu ngữ", "below title and motto"), _IN_COLUMN)


def _letter_subject(found: Findings, head: Head) -> None:
    lines = head.letter_subject
    if not lines:
        return
    check_style(found, "letter_subject", lines)
    if not lines[0].key.startswith("v/v"):
        found.add(
            "letter_subject",
            "mark",
            (f"bắt đầu bằng “{lines[0].words[0].text}”", f"begins with “{lines[0].words[0].text}”"),
            ("chữ “V/v” ở đầu", "“V/v” first"),
            0,
            lines[0].box,
        )
    if head.number is None:
        return
    gap = min(w.bottom for w in head.number.words) - lines[0].box[3]
    if not LETTER_SUBJECT_GAP - 3 <= gap <= LETTER_SUBJECT_GAP + 4:
        measured = joined("cách dòng số, ký hiệu", "below the number by", number(gap, "pt"))
        found.add("letter_subject", "gap", measured, number(LETTER_SUBJECT_GAP, "pt"), 0, lines[0].box)
    check_centred(found, "letter_subject", lines, head.number.centre, ("dưới số, ký hiệu", "below the number"), _IN_COLUMN)


def _title(found: Findings, whole: Structure) -> None:
    title, subject = whole.middle.title, whole.middle.subject
    if not title:
        found.add("title", "missing", _MISSING, ("tên loại, hoặc “V/v …” của công văn", "a type's name, or the “V/v …” of a letter"))
        return
    check_style(found, "title", title)
    across: Said = ("theo chiều ngang văn bản", "across the text")
    for line in title:
        check_centred(found, "title", [line], whole.centre, across, 4 * MM)
    if not subject:
        if title[0].key in _NAMES - _WITHOUT_SUBJECT and whole.middle.rule is None:
            found.add("subject", "missing", _MISSING, ("trích yếu ngay dưới tên loại", "a subject right below the name"), 0, title[0].box)
            return
    else:
        if subject[0].base > title[0].base:
            above: Said = ("đứng trên tên loại", "above the type's name")
            found.add("subject", "order", above, ("ngay dưới tên loại", "right below it"), 0, subject[0].box)
        check_style(found, "subject", subject)
        for line in subject:
            check_centred(found, "subject", [line], whole.centre, across, 4 * MM)
    check_rule(found, "subject", subject or title, whole.middle.rule)
