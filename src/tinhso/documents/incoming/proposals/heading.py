"""The head of a document: issuer, number and symbol, place and date, urgency (Phụ lục I, Part I, II.2-4 and III.2.b)."""

from __future__ import annotations

import re
from datetime import date

from tinhso.documents.incoming.proposals.evidence import Found
from tinhso.documents.incoming.proposals.sheet import Sheet, is_freedom, is_motto
from tinhso.documents.incoming.proposals.values import Segment
from tinhso.documents.incoming.proposals.words import begins_organ, initials
from tinhso.documents.marks import Urgency
from tinhso.kit.text import fold

_SYMBOL = r"(?:\s?/\s?\d{4})?\s?[/-]\s?[a-z][a-z0-9]*(?:\s?[-/.&]\s?[a-z0-9]+)*"
_NUMBERED = re.compile(rf"(?:^|[\s(])(?:s[o06]|no|ref)\s?(?:van ban|hieu|ky hieu|vb|cv)?\s?[:.;]{{0,2}}\s?(?P<n>\d{{1,6}}[a-z]?{_SYMBOL})")
_ALONE = re.compile(rf"(?P<n>\d{{1,6}}[a-z]?{_SYMBOL})")
_BARE = re.compile(r"s[o06]\s?[:.]\s?(?P<n>\d{1,6})")
_DATE = re.compile(r"ngay\s?:?\s?(\d{1,2})\s?(?:thang|/|-|\.)\s?(\d{1,2})\s?(?:nam|/|-|\.)\s?(\d{4})\b")
_SHORT = re.compile(r"(?:^|,\s?)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
_NO_NAME = re.compile(r"(dia chi|dien thoai|dt|tel|fax|email|website|mst|ma so|kinh gui|v/v|ve viec|www)\b|so\s?[:.\d]|@|\d{4,}")
_LETTER = re.compile(r"(?:toi ten la|ten toi la|toi la|ho va ten|ho ten|nguoi (?:lam|viet) don|nguoi (?:khieu nai|to cao))\s?:?\s?")
_URGENT = {fold(vi): str(u) for u in Urgency for vi in (u.vi,) if u}


def _spans(sheet: Sheet, low: float) -> list[list[Segment]]:
    """Segments above `low`, and neighbours joined: a number stamped in stands apart from its "Số:"."""
    made = []
    for row in sheet.rows:
        for i, segment in enumerate(row):
            if segment.top >= low:
                continue
            made.append([segment])
            if re.fullmatch(r".{0,40}\b(s[o06]|ngay|thang|nam|/)\s?[:.]*\s?\d{0,6}\s?", segment.key):
                made.append(row[i : i + 2])
                made.append(row[i : i + 6])
    return made


def notation(sheet: Sheet) -> Found | None:
    """`Số: 123/SNV-VP` in the head; without "Số" only where it is all that its column says."""
    best: Found | None = None
    for span in _spans(sheet, min(sheet.head_end + 60, 0.55 * sheet.height)):
        text, key = " ".join(s.text for s in span), " ".join(s.key for s in span)
        found = None
        if m := _NUMBERED.search(key):
            found = Found("notation", _tidy(text[m.start("n") : m.end("n")]), span).more(0.55)
            # Inside a sentence it is another document's number.
            if len(key[: m.start()].split()) > 1:
                found.less()
            if len(key) - m.end() > 12:
                found.less()
        elif m := _ALONE.fullmatch(key):
            found = Found("notation", _tidy(text[m.start("n") : m.end("n")]), span).more(0.3)
        elif (m := _BARE.fullmatch(key)) and len(key) < 14:
            found = Found("notation", text[m.start("n") : m.end("n")], span).more(0.3)
        if found is None:
            continue
        if not re.search(r"[/-]\s?\D", found.value) or found.value[-1] in "-/":
            found.less()
        if sum(c.isupper() for c in found.value) * 2 >= sum(c.isalpha() for c in found.value):
            found.more(0.3)
        if span[0].top < sheet.head_end:
            found.more(0.4)
        if not sheet.columns or span[0].left < sheet.width / 2:
            found.more(0.2)
        if best is None or found.confidence > best.confidence:
            best = found
    return best


def _tidy(text: str) -> str:
    return re.sub(r"\s*([/.&-])\s*", r"\1", text).strip(" .,-")


def day_and_place(sheet: Sheet, today: date) -> list[Found | None]:
    """`Nam An, ngày 05 tháng 3 năm 2024`: in the head, else above the signature. A day inside a sentence is another's."""
    best: tuple[Found, Found | None] | None = None
    for at, row in enumerate(sheet.rows):
        alone = [made for segment in row if (made := _dated(sheet, [segment], today))]
        # Written by hand into a form, its parts stand apart.
        apart = [] if alone else [made for i in range(len(row)) if (made := _dated(sheet, row[i : i + 8], today))]
        if not alone and not apart and at + 1 < len(sheet.rows):  # in a narrow column the year goes to the next line
            years = [s for s in sheet.rows[at + 1] if re.fullmatch(r"(nam )?\d{4}", s.key)]
            under = [[s, y] for s in row for y in years if s.left < y.middle < s.right and y.top - s.bottom < s.height]
            apart = [made for span in under if (made := _dated(sheet, span, today))]
        for made in (*alone, *apart):
            if best is None or made[0].confidence > best[0].confidence or (made in apart and made[0].confidence == best[0].confidence):
                best = made
    return list(best) if best else []


def _dated(sheet: Sheet, span: list[Segment], today: date) -> tuple[Found, Found | None] | None:
    text, key = " ".join(s.text for s in span), " ".join(s.key for s in span)
    m = _DATE.search(key) or _SHORT.search(key)
    if m is None:
        return None
    try:
        day = date(int(m[3]), int(m[2]), int(m[1]))
    except ValueError:
        return None
    if day > today or day.year < 1945:
        return None
    before, after = text[: m.start()].strip(), key[m.end() :].strip(" .")
    named = before.rstrip(",; ")
    words = named.split()
    place_like = 0 < len(words) <= 6 and all(w[:1].isupper() or w[:1].isdigit() for w in words) and not re.search(r"\d/|\d-", named)
    found = Found("document_date", day.strftime("%d/%m/%Y"), span).more(0.5 if "ngay" in m[0] else 0.35)
    place = None
    if place_like:
        found.more(0.55 if before.endswith(",") else 0.35)
        place = Found("place", named, span).more(0.6 if before.endswith(",") else 0.4)
    elif before:
        found.less().less()
    if len(after) > 2:
        found.less()
    if span[0].top < sheet.head_end:
        found.more(0.6)
        if place:
            place.more(0.5)
    elif not place_like:
        found.less()
    if (today - day).days > 400:
        found.less()
    return found, place


def urgency(sheet: Sheet) -> Found | None:
    """HỎA TỐC, THƯỢNG KHẨN or KHẨN alone on its line; inside a sentence it marks nothing."""
    for segment in sheet.segments():
        mark = _urgent(segment)
        if mark is not None and segment.caps and segment.top < 0.5 * sheet.height:
            return Found("urgency", mark, [segment]).more(0.85).more(0.4 if segment.top < sheet.head_end else 0.0)
    return None


def issuer(sheet: Sheet, number: Found | None) -> Found | None:
    """The organ in the head: in the motto's left column, below the motto where that runs across, or the head of a letter of a company."""
    low = sheet.head_end
    if number is not None and number.where[0].top < low and (not sheet.columns or number.where[0].left < sheet.width / 2):
        low = number.where[0].top
    rows = [s for s in sheet.head() if s.top < low - 1 and not is_motto(s) and not is_freedom(s) and _is_name(s)]
    if sheet.columns and sheet.motto is not None:
        edge = sheet.motto.left + 4
        rows = [s for s in rows if s.right < edge + 0.06 * sheet.width and s.left < sheet.width / 2]
    rows = _block(rows)
    if not rows:
        return None
    units: list[list[Segment]] = []
    for segment in rows:
        weight_turns = bool(units) and units[-1][-1].bold != segment.bold
        if (
            not units
            or (begins_organ(segment.key) and not _goes_on(units[-1][-1].key))
            or (weight_turns and not segment.key.startswith("tinh "))
        ):
            units.append([segment])
        else:
            units[-1].append(segment)
    chosen = units[-1]
    found = Found("issuer", " ".join(s.text for s in chosen).strip(" -*•"), chosen).more(0.4)
    if begins_organ(chosen[0].key):
        found.more(0.45)
    if sheet.columns:
        found.more(0.35)
    if any(s.bold for s in chosen) and (len(units) == 1 or not units[-2][-1].bold):
        found.more(0.3)
    return found


def _is_name(s: Segment) -> bool:
    return len(s.text) > 1 and s.caps and not _NO_NAME.match(s.key) and not re.search(r"@|\d{4}", s.key) and _urgent(s) is None


def _urgent(s: Segment) -> str | None:
    return _URGENT.get(re.sub(r"[^a-z ]", "", s.key).strip())


def _goes_on(key: str) -> bool:
    """A line that cannot be the end of a name: the next belongs to it whatever it begins with."""
    return key.endswith((" va", " cua", " ve", ",", " -", " cac", " thuoc", "huyen", "quan ly", " bo", "doan"))


def _block(rows: list[Segment]) -> list[Segment]:
    """From the topmost name downwards as long as lines follow closely."""
    kept: list[Segment] = []
    for segment in rows:
        if kept and segment.top - kept[-1].bottom > 1.6 * segment.height:
            break
        kept.append(segment)
    return kept


def citizen(sheet: Sheet) -> Found | None:
    """Who wrote a letter of complaint or denunciation, as he names himself (Luật Khiếu nại 2011 Điều 8.1, Luật Tố cáo 2018 Điều 23.1)."""
    for segment in sheet.segments():
        m = _LETTER.match(segment.key)
        if m is None:
            continue
        name = re.split(r"[,;.(]|\s[-–]\s|\ssinh\s|\snam\s", segment.text[m.end() :])[0].strip(" :.…")
        words = name.split()
        if 2 <= len(words) <= 6 and all(w[:1].isupper() for w in words):
            return Found("issuer", name, [segment]).more(0.8)
    return None


def abbreviated(organ: str, symbol: str) -> bool:
    """Whether a group of letters of the symbol is the organ's initials, or its beginning (`SNV`, `UBND`, `STTTT`)."""
    letters = initials(fold(organ))
    groups = [g for g in re.findall(r"[a-z]+", fold(symbol)) if len(g) >= 2]
    return any(letters.startswith(g) or (len(g) >= 3 and g.startswith(letters) and len(letters) >= 3) for g in groups)
