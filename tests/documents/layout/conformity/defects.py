"""At least three things wrong with each element: the element, what is wrong, the draft, the change, the finding's part and code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.documents.layout.conformity.perturbed import ANNEXED, CHAPTERS, FULL, LETTER, LONG
from tests.documents.layout.samples import draft
from tinhso.documents.layout.content import Content, Heading, Paragraph, Signer

REPORT = draft("report")


@dataclass(frozen=True)
class Defect:
    element: str
    what: str
    finding: str
    content: Content
    changes: tuple[tuple[str, str], ...] = ()
    data: Any = None
    number: tuple[str, str, str] = ("", "", "")


def _margins(side: str, mm: float) -> tuple[tuple[str, str], ...]:
    usual = {"top": 20, "bottom": 20, "left": 30, "right": 15}[side]
    return ((f"{side}: {usual}mm", f"{side}: {mm}mm"),)


NATION = 'text(12pt, weight: "bold", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")'
MOTTO = 'text(13pt, weight: "bold", "Độc lập - Tự do - Hạnh phúc")'
AGENCY = 'text(12pt, weight: "bold", caps(d.agency))'
SUPERIOR = "text(12pt, caps(d.superior))"
AGENCY_RULE = "part-rule(agency, left)"
NUMBER = "#let number-line = text(13pt, {"
DATE = '#let date-line = text(13pt, style: "italic", {'
TITLE = 'centred(text(14pt, weight: "bold", caps(name)))'
SUBJECT = 'let words = text(14pt, weight: "bold", lines(subject))'
SUBJECT_RULE = "if ruled { v(3pt); part-rule(words, size.width * 0.88) }"
LETTER_SUBJECT = 'block(width: 92%, text(12pt, lines("V/v " + d.subject)))'
AUTHORITY = 'text(14pt, weight: "bold", authority.map(caps).join(linebreak()))'
NAME = '#let name-block(s) = text(14pt, weight: "bold", {'
WORD = 'text(12pt, weight: "bold", style: "italic", "Nơi nhận:")'
ITEM = 'block(above: 1.5pt, text(11pt, par(hanging-indent: 5.5pt, "- " + r)))'
ADDRESSED = 'pad(left: dash, block(width: width, above: 3pt, par(hanging-indent: measure("- ").width, "- " + t)))'
STAMP = 'text(13pt, weight: "bold", fill: ink, top-edge: "cap-height"'
CIRCULATED = "place(top + left, dx: 92mm, dy: -12.5mm, stamp(words, width, black))"
FOOT = "text(11pt, d.address.map(lines).join(linebreak()))"
LABEL = 'centred(text(14pt, weight: "bold", a.label))'
ANNEX_TITLE = 'centred(block(width: 88%, text(14pt, weight: "bold", caps(a.title))))'
REFERENCE = 'centred(text(style: "italic", {\n    "(Kèm theo "'
PAGE_NUMBER = "centred(text(14pt, str(n)))"
ARCHIVE = "- Như trên;"

_URGENCY = '..if d.urgency != "" { (pad(top: 4pt, urgency), []) },'


def _secret(mark: str) -> tuple[tuple[str, str], ...]:
    return ((_URGENCY, f"pad(top: 4pt, {mark}), [],"),)


def _copied(side: str, look: str) -> tuple[tuple[str, str], ...]:
    words = "SAO Y; Sở Nội vụ; Thời gian ký: 05/01/2020 08:00:00 +07:00"
    return (("  circulation\n  foot\n", f'  place(top + {side}, dy: -11mm, text({look}, "{words}"))\n  foot\n'),)


DEFECTS = [
    # I.1-I.7: the sheet.
    Defect("paper", "letter paper", "paper.size", REPORT, (('paper: "a4"', 'paper: "us-letter"'),)),
    Defect("paper", "A5 paper", "paper.size", REPORT, (('paper: "a4"', "width: 230mm, height: 297mm"),)),
    Defect("paper", "landscape without a table", "direction.landscape", draft("report", landscape=True)),
    Defect("margins", "left of 28 mm", "margin_left.range", REPORT, _margins("left", 28)),
    Defect("margins", "left of 37 mm", "margin_left.range", LONG, _margins("left", 37)),
    Defect("margins", "right of 12 mm", "margin_right.range", REPORT, _margins("right", 12)),
    Defect("margins", "right of 22 mm", "margin_right.range", LONG, _margins("right", 22)),
    Defect("margins", "off the sheet", "margin_right.range", REPORT, _margins("right", -4)),
    Defect("margins", "top of 15 mm", "margin_top.range", REPORT, _margins("top", 15)),
    Defect("margins", "top of 28 mm", "margin_top.range", REPORT, _margins("top", 28)),
    Defect("margins", "bottom of 8 mm", "margin_bottom.range", LONG, _margins("bottom", 8)),
    Defect("font", "another face", "family.face", REPORT, ((SUBJECT, SUBJECT.replace("14pt", '14pt, font: "Libertinus Serif"')),)),
    Defect("font", "blue text", "ink.colour", REPORT, (("size: 14pt, lang", "size: 14pt, fill: blue, lang"),)),
    Defect("font", "a grey subject", "ink.colour", REPORT, ((SUBJECT, SUBJECT.replace("14pt", "14pt, fill: luma(120)")),)),
    Defect("page_number", "of 11 pt", "page_number.size", LONG, ((PAGE_NUMBER, PAGE_NUMBER.replace("14pt", "11pt")),)),
    Defect("page_number", "in italics", "page_number.italic", LONG, ((PAGE_NUMBER, PAGE_NUMBER.replace("14pt", '14pt, style: "italic"')),)),
    Defect("page_number", "on page 1 too", "page_number.first", LONG, (("if n > 1", "if n > 0"),)),
    Defect("page_number", "at the right", "page_number.centred", LONG, ((PAGE_NUMBER, "align(right, text(14pt, str(n)))"),)),
    Defect("page_number", "none", "page_number.missing", LONG, (("if n > 1", "if n > 99"),)),
    Defect("page_number", "at the foot", "page_number.position", LONG, (("header-ascent: 4mm,\n    header:", "footer-descent: 4mm,\n    footer:"),)),
    # II.1
    Defect("nation", "of 14 pt", "nation.size", REPORT, ((NATION, NATION.replace("12pt", "14pt")),)),
    Defect("nation", "not bold", "nation.bold", REPORT, ((NATION, NATION.replace(', weight: "bold"', "")),)),
    Defect("nation", "in lower case", "nation.case", REPORT, (("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Cộng hòa xã hội chủ nghĩa Việt Nam"),)),
    Defect("nation", "in italics", "nation.italic", REPORT, ((NATION, NATION.replace("12pt", '12pt, style: "italic"')),)),
    Defect("nation", "the motto in italics", "motto.italic", REPORT, ((MOTTO, MOTTO.replace("13pt", '13pt, style: "italic"')),)),
    Defect("nation", "the motto of 12 pt", "motto.size", REPORT, ((MOTTO, MOTTO.replace("13pt", "12pt")),)),
    Defect("nation", "the motto above", "motto.order", REPORT, (("nation; linebreak(); motto\n", "motto; linebreak(); nation\n"),)),
    Defect("nation", "a short rule", "motto.rule_length", REPORT, (("rule(measure(motto).width)", "rule(measure(motto).width * 0.5)"),)),
    Defect("nation", "no rule", "motto.rule_missing", REPORT, (("rule(measure(motto).width)", "v(0.6pt)"),)),
    Defect("nation", "dots for hyphens", "motto.missing", REPORT, (("Độc lập - Tự do - Hạnh phúc", "Độc lập. Tự do. Hạnh phúc"),)),
    Defect("nation", "on two lines", "nation.words", REPORT, (("NGHĨA VIỆT NAM", "NGHĨA\\nVIỆT NAM"),)),
    Defect("nation", "missing", "nation.missing", REPORT, (("nation; linebreak(); motto\n", "linebreak(); motto\n"),)),
    # II.2
    Defect("agency", "not bold", "agency.bold", REPORT, ((AGENCY, AGENCY.replace(', weight: "bold"', "")),)),
    Defect("agency", "of 11 pt", "agency.size", REPORT, ((AGENCY, AGENCY.replace("12pt", "11pt")),)),
    Defect("agency", "in lower case", "agency.case", REPORT, ((AGENCY, AGENCY.replace("caps(", "lines(")),)),
    Defect("agency", "a rule too long", "agency.rule_length", REPORT, ((AGENCY_RULE, "rule(measure(agency).width * 0.9)"),)),
    Defect("agency", "a rule too short", "agency.rule_length", REPORT, ((AGENCY_RULE, "rule(measure(agency).width * 0.2)"),)),
    Defect("agency", "no rule", "agency.rule_missing", REPORT, ((AGENCY_RULE, "v(0.6pt)"),)),
    Defect("agency", "a dashed rule", "agency.rule_solid", REPORT, ((AGENCY_RULE, 'centred(line(length: 80pt, stroke: (thickness: 0.6pt, dash: "dashed")))'),)),
    Defect("agency", "the superior bold", "superior.bold", REPORT, ((SUPERIOR, SUPERIOR.replace("12pt", '12pt, weight: "bold"')),)),
    Defect("agency", "the superior of 14 pt", "superior.size", REPORT, ((SUPERIOR, SUPERIOR.replace("12pt", "14pt")),)),
    Defect("agency", "the superior below", "agency.order", REPORT, (('if d.superior != "" { superior; linebreak() }\n      agency', "agency; linebreak(); superior"),)),
    # II.3
    Defect("number", "of 14 pt", "number.size", REPORT, ((NUMBER, NUMBER.replace("13pt", "14pt")),)),
    Defect("number", "bold", "number.bold", REPORT, ((NUMBER, NUMBER.replace("13pt", '13pt, weight: "bold"')),)),
    Defect("number", "in italics", "number.italic", REPORT, ((NUMBER, NUMBER.replace("13pt", '13pt, style: "italic"')),)),
    Defect("number", "no zero before 5", "number.zero", REPORT, number=("5", "05", "01")),
    Defect("number", "spaces in the symbol", "number.spaces", REPORT, data={"symbol": "/BC - STTTT"}),
    Defect("number", "above the agency", "number.order", REPORT, (('if d.superior != "" { superior; linebreak() }\n      agency\n', "number-line; linebreak(); superior; linebreak(); agency\n"), ("number-line, date-line,", "[], date-line,"))),
    Defect("number", "no colon", "number.colon", REPORT, (('"Số: "', '"Số "'),)),
    # II.4
    Defect("place_date", "upright", "place_date.italic", REPORT, ((DATE, DATE.replace(', style: "italic"', "")),)),
    Defect("place_date", "of 12 pt", "place_date.size", REPORT, ((DATE, DATE.replace("13pt", "12pt")),)),
    Defect("place_date", "no comma", "place_date.comma", REPORT, (('d.place + ", ngày "', 'd.place + " ngày "'),)),
    Defect("place_date", "no zero before the month", "place_date.month_zero", REPORT, number=("12", "05", "1")),
    Defect("place_date", "no zero before the day", "place_date.day_zero", REPORT, number=("12", "5", "01")),
    Defect("place_date", "under the number", "place_date.same_line", REPORT, (("number-line, date-line,", "number-line, pad(top: 14pt, date-line),"),)),
    # II.5
    Defect("title", "of 12 pt", "title.size", REPORT, ((TITLE, TITLE.replace("14pt", "12pt")),)),
    Defect("title", "not bold", "title.bold", REPORT, ((TITLE, TITLE.replace(', weight: "bold"', "")),)),
    Defect("title", "in lower case", "title.case", draft("plan"), ((TITLE, TITLE.replace("caps(name)", '"Kế hoạch"')),)),
    Defect("title", "at the left", "title.centred", REPORT, ((TITLE, TITLE.removeprefix("centred(")[:-1]),)),
    Defect("title", "the subject in italics", "subject.italic", REPORT, ((SUBJECT, SUBJECT.replace("14pt", '14pt, style: "italic"')),)),
    Defect("title", "the subject not bold", "subject.bold", REPORT, ((SUBJECT, SUBJECT.replace(', weight: "bold"', "")),)),
    Defect("title", "the subject first", "subject.order", REPORT, ((TITLE, ""), ("if ruled { v(3pt); part-rule(words", TITLE + "\n    if ruled { v(3pt); part-rule(words"))),
    Defect("title", "a rule too long", "subject.rule_length", REPORT, ((SUBJECT_RULE, "rule(measure(words).width)"),)),
    Defect("title", "no rule", "subject.rule_missing", REPORT, ((SUBJECT_RULE, ""),)),
    Defect("letter_subject", "bold", "letter_subject.bold", LETTER, ((LETTER_SUBJECT, LETTER_SUBJECT.replace("12pt", '12pt, weight: "bold"')),)),
    Defect("letter_subject", "of 14 pt", "letter_subject.size", LETTER, ((LETTER_SUBJECT, LETTER_SUBJECT.replace("12pt", "14pt")),)),
    Defect("letter_subject", "in italics", "letter_subject.italic", LETTER, ((LETTER_SUBJECT, LETTER_SUBJECT.replace("12pt", '12pt, style: "italic"')),)),
    Defect("letter_subject", "far below", "letter_subject.gap", LETTER, ((LETTER_SUBJECT, f"pad(top: 14pt, {LETTER_SUBJECT})"),)),
    # II.6
    Defect("body", "of 12 pt", "body.size", REPORT, (("  set par(justify: true", "  set text(12pt)\n  set par(justify: true"),)),
    Defect("body", "in italics", "body.italic", REPORT, (("  set par(justify: true", '  set text(style: "italic")\n  set par(justify: true'),)),
    Defect("body", "ragged", "body.justified", LONG, (("set par(justify: true, first", "set par(justify: false, first"),)),
    Defect("body", "no indent", "body.indent", LONG, (("amount: indent, all", "amount: 0pt, all"),)),
    Defect("body", "an indent of 2 cm", "body.indent", LONG, (("amount: indent, all", "amount: 20mm, all"),)),
    Defect("body", "no room between paragraphs", "body.paragraph_gap", LONG, (("spacing: loose + 6pt)\n  set block", "spacing: loose)\n  set block"),)),
    Defect("body", "double lines", "body.line_spacing", LONG, (("#let loose = 0.157em", "#let loose = 1.2em"),)),
    Defect("body", "bases upright", "bases.italic", FULL, (('prose({ set text(style: "italic"); for base in d.bases { par(base) } })\n    v(10pt)', "prose({ for base in d.bases { par(base) } })\n    v(10pt)"),)),
    Defect("body", "bases without semicolons", "bases.mark", FULL, data={"bases": ["Căn cứ Luật Tổ chức chính quyền địa phương", "Căn cứ Luật Ngân sách nhà nước;", "Theo đề nghị của Chánh Văn phòng."]}),
    Defect("body", "Điều not bold", "article.bold", CHAPTERS, (('par(text(weight: "bold", "Điều " +', 'par(text("Điều " +'),)),
    Defect("body", "chương with arabic numerals", "division.numeral", CHAPTERS.change(body=(Heading("chapter", "Quy định chung", number="1"), *CHAPTERS.body[1:]))),
    Defect("body", "chương not bold", "division.bold", CHAPTERS, (('align(center, text(weight: "bold", {\n  lines(word', "align(center, text({\n  lines(word"),)),
    # II.7
    Defect("signer", "the post of 12 pt", "authority.size", REPORT, ((AUTHORITY, AUTHORITY.replace("14pt", "12pt")),)),
    Defect("signer", "the post not bold", "authority.bold", REPORT, ((AUTHORITY, AUTHORITY.replace(', weight: "bold"', "")),)),
    Defect("signer", "the post in lower case", "authority.case", REPORT, ((AUTHORITY, AUTHORITY.replace("map(caps)", "map(lines)")),), data={"signer": {"authority": ["KT. Giám đốc", "Phó Giám đốc"], "name": "Trần Thị Bình", "other_post": ""}}),
    Defect("signer", "the name in capitals", "name.case", REPORT, data={"signer": {"authority": ["GIÁM ĐỐC"], "name": "TRẦN THỊ BÌNH", "other_post": ""}}),
    Defect("signer", "the name not bold", "name.bold", REPORT, ((NAME, NAME.replace(', weight: "bold"', "")),)),
    Defect("signer", "a title before the name", "name.title", REPORT.change(signer=Signer(("GIÁM ĐỐC",), "TS. Trần Thị Bình"))),
    Defect("signer", "KT without its stop", "authority.abbreviation", REPORT.change(signer=Signer(("KT GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Trần Thị Bình"))),
    Defect("signer", "the name at the left", "name.centred", REPORT, (("centred(name-block(s))\n})", "block(width: 100%, name-block(s))\n})"),)),
    # II.9
    Defect("addressees", "bold", "addressees.bold", LETTER, ((ADDRESSED, ADDRESSED.replace('"- " + t', 'text(weight: "bold", "- " + t)')),)),
    Defect("addressees", "of 12 pt", "addressees.size", LETTER, (("#let addressed(before, to) = layout(size => {", "#let addressed(before, to) = layout(size => {\n  set text(12pt)"),)),
    Defect("addressees", "in italics", "addressees.italic", LETTER, (("#let addressed(before, to) = layout(size => {", '#let addressed(before, to) = layout(size => {\n  set text(style: "italic")'),)),
    Defect("addressees", "without semicolons", "addressees.mark", LETTER, data={"addressees": ["Các sở, ban, ngành", "Ủy ban nhân dân các huyện"]}),
    Defect("addressees", "dashes off the colon", "addressees.dashes", LETTER, ((ADDRESSED, ADDRESSED.replace("left: dash", "left: dash + 30mm")),)),
    Defect("addressees", "missing in a letter", "addressees.missing", LETTER, data={"addressees": []}),
    Defect("recipients", "the word upright", "recipients.italic", REPORT, ((WORD, WORD.replace(', style: "italic"', "")),)),
    Defect("recipients", "the word not bold", "recipients.bold", REPORT, ((WORD, WORD.replace(', weight: "bold"', "")),)),
    Defect("recipients", "the word of 14 pt", "recipients.size", REPORT, ((WORD, WORD.replace("12pt", "14pt")),)),
    Defect("recipients", "a list of 13 pt", "recipient_list.size", REPORT, ((ITEM, ITEM.replace("11pt", "13pt")),)),
    Defect("recipients", "a list in italics", "recipient_list.italic", REPORT, ((ITEM, ITEM.replace("11pt", '11pt, style: "italic"')),)),
    Defect("recipients", "no archive line", "recipient_list.archive", REPORT, data={"recipients": ["Như trên;", "UBND tỉnh."]}),
    Defect("recipients", "without semicolons", "recipient_list.mark", REPORT, data={"recipients": ["Như trên", "UBND tỉnh", "Lưu: VT."]}),
    Defect("recipients", "missing", "recipients.missing", REPORT, ((WORD, '""'),)),
    # III.1
    Defect("annex", "the label of 12 pt", "annex_label.size", ANNEXED, ((LABEL, LABEL.replace("14pt", "12pt")),)),
    Defect("annex", "the label not bold", "annex_label.bold", ANNEXED, ((LABEL, LABEL.replace(', weight: "bold"', "")),)),
    Defect("annex", "the title in lower case", "annex_title.case", ANNEXED, ((ANNEX_TITLE, ANNEX_TITLE.replace("caps(", "lines(")),)),
    Defect("annex", "the reference upright", "annex_reference.italic", ANNEXED, ((REFERENCE, REFERENCE.replace('style: "italic", ', "")),)),
    Defect("annex", "several without numbers", "annex_label.number", ANNEXED, ((LABEL, LABEL.replace("a.label", '"Phụ lục"')),)),
    # III.2
    Defect("urgency", "of 10 pt", "urgency.size", FULL.change(circulation=""), ((STAMP, STAMP.replace("13pt", "10pt")),)),
    Defect("urgency", "black", "urgency.ink", FULL, (('stamp(words, width, rgb("#ff0000"))', "stamp(words, width, black)"),)),
    Defect("urgency", "a frame of 35 mm", "urgency.frame_size", FULL, (('("KHẨN", 20mm)', '("KHẨN", 35mm)'),)),
    Defect("urgency", "no frame", "urgency.frame", FULL.change(circulation=""), (("stroke: 0.75pt + ink", "stroke: none"),)),
    Defect("circulation", "of 16 pt", "circulation.size", FULL.change(urgency=""), ((STAMP, STAMP.replace("13pt", "16pt")), ("50mm)", "70mm)"))),
    Defect("circulation", "not bold", "circulation.bold", FULL.change(urgency=""), ((STAMP, STAMP.replace(', weight: "bold"', "")),)),
    Defect("circulation", "no frame", "circulation.frame", FULL.change(urgency=""), (("stroke: 0.75pt + ink", "stroke: none"),)),
    Defect("circulation", "at the left", "circulation.position", FULL, ((CIRCULATED, CIRCULATED.replace("92mm", "0mm")),)),
    # III.3, III.4
    Defect("drafter", "in lower case", "drafter.case", FULL.change(drafter="pl.(300)")),
    Defect("drafter", "of 13 pt", "drafter.size", FULL, ((ITEM, 'block(above: 1.5pt, text(11pt, par({ let p = r.split(" PL."); "- " + p.at(0); if p.len() > 1 { text(13pt, " PL." + p.at(1)) } })))'),)),
    Defect("drafter", "bold", "drafter.bold", FULL, ((ITEM, 'block(above: 1.5pt, text(11pt, par({ let p = r.split(" PL."); "- " + p.at(0); if p.len() > 1 { text(weight: "bold", " PL." + p.at(1)) } })))'),)),
    Defect("address", "of 14 pt", "address.size", FULL, ((FOOT, FOOT.replace("11pt", "14pt")),)),
    Defect("address", "in italics", "address.italic", FULL, ((FOOT, FOOT.replace("11pt", '11pt, style: "italic"')),)),
    Defect("address", "no rule", "address.rule_missing", FULL, (("line(length: 100%, stroke: 0.6pt)\n    v(3pt)", "v(3pt)"),)),
    Defect("address", "a short rule", "address.rule_length", FULL, (("line(length: 100%, stroke: 0.6pt)\n    v(3pt)", "line(length: 50%, stroke: 0.6pt)\n    v(3pt)"),)),
    # III.2.a, and box 14 of an electronic copy.
    Defect("secrecy", "no frame", "secrecy.frame", REPORT, _secret('text(13pt, fill: red, weight: "bold", "MẬT")')),
    Defect("secrecy", "in lower case", "secrecy.case", REPORT, _secret('stamp("Mật", 20mm, rgb("#ff0000"))')),
    Defect("secrecy", "in the text", "secrecy.position", REPORT.change(body=(Paragraph("MẬT", "centre"), *REPORT.body))),
    Defect("copy", "of 12 pt", "copy.size", REPORT, _copied("right", "12pt")),
    Defect("copy", "in italics", "copy.italic", REPORT, _copied("right", '10pt, style: "italic"')),
    Defect("copy", "bold", "copy.bold", REPORT, _copied("right", '10pt, weight: "bold"')),
    Defect("copy", "at the left", "copy.position", REPORT, _copied("left", "10pt")),
]  # fmt: skip
SOUND_EXTRAS = {"secrecy": _secret('stamp("MẬT", 20mm, rgb("#ff0000"))'), "copy": _copied("right", "10pt")}
