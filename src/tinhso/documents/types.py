"""The types of document an agency issues: the 29 of Điều 7 of Nghị định 30/2020, copies, and local legal documents.

Abbreviations are Phụ lục III.I's, samples Phụ lục III.II's. Four of the 29 (hợp đồng, bản ghi nhớ, bản thỏa thuận, thư công)
have no sample of their own and none names them: they are laid out as sample 1.4 and `prescribed` is false.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

ND30 = "Nghị định số 30/2020/NĐ-CP"
ND30_FROM = date(2020, 3, 5)


class Family(StrEnum):
    ADMINISTRATIVE = "administrative"
    LEGAL = "legal"
    COPY = "copy"


class Addressed(StrEnum):
    """Whether those addressed stand above the text (Phụ lục I.II.9.a, d): after `Kính gửi`, or of a telegram whom it goes to (sample 1.6)."""

    ALWAYS = "always"
    TO_SUPERIORS = "to_superiors"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class DocumentType:
    """One type: `ordinal` is its place in Điều 7 (0 outside it), `sample` its model in Phụ lục III.II (`1.4`)."""

    code: str
    ordinal: int
    vi: str
    en: str
    abbreviation: str
    sample: str
    addressed: Addressed = Addressed.NEVER
    subject: bool = True
    prescribed: bool = True
    family: Family = Family.ADMINISTRATIVE
    year_in_symbol: bool = False
    law: str = f"{ND30}, Điều 7"
    valid_from: date = ND30_FROM
    valid_to: date | None = None

    @property
    def title(self) -> str:
        """The name as it stands on the document: `QUYẾT ĐỊNH`."""
        return self.vi.upper()

    def in_force(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


_SUPERIORS = Addressed.TO_SUPERIORS
ADMINISTRATIVE = (
    DocumentType("resolution", 1, "Nghị quyết", "Resolution", "NQ", "1.1"),
    DocumentType("decision", 2, "Quyết định", "Decision", "QĐ", "1.2"),
    DocumentType("directive", 3, "Chỉ thị", "Directive", "CT", "1.4"),
    DocumentType("regulation", 4, "Quy chế", "Regulation", "QC", "1.4"),
    DocumentType("rules", 5, "Quy định", "Rules", "QyĐ", "1.4"),
    DocumentType("communique", 6, "Thông cáo", "Communiqué", "TC", "1.4"),
    DocumentType("notice", 7, "Thông báo", "Notice", "TB", "1.4"),
    DocumentType("guidance", 8, "Hướng dẫn", "Guidance", "HD", "1.4"),
    DocumentType("programme", 9, "Chương trình", "Programme", "CTr", "1.4"),
    DocumentType("plan", 10, "Kế hoạch", "Plan", "KH", "1.4"),
    DocumentType("option_plan", 11, "Phương án", "Plan of options", "PA", "1.4"),
    DocumentType("scheme", 12, "Đề án", "Scheme", "ĐA", "1.4"),
    DocumentType("project", 13, "Dự án", "Project", "DA", "1.4"),
    DocumentType("report", 14, "Báo cáo", "Report", "BC", "1.4", _SUPERIORS),
    DocumentType("minutes", 15, "Biên bản", "Minutes", "BB", "1.9"),
    DocumentType("submission", 16, "Tờ trình", "Submission", "TTr", "1.4", _SUPERIORS),
    DocumentType("contract", 17, "Hợp đồng", "Contract", "HĐ", "1.4", prescribed=False),
    DocumentType("official_letter", 18, "Công văn", "Official letter", "", "1.5", Addressed.ALWAYS),
    DocumentType("telegram", 19, "Công điện", "Official telegram", "CĐ", "1.6", Addressed.ALWAYS),
    DocumentType("memorandum", 20, "Bản ghi nhớ", "Memorandum of understanding", "BGN", "1.4", prescribed=False),
    DocumentType("agreement", 21, "Bản thỏa thuận", "Agreement", "BTT", "1.4", prescribed=False),
    DocumentType("power_of_attorney", 22, "Giấy ủy quyền", "Power of attorney", "GUQ", "1.4"),
    DocumentType("invitation", 23, "Giấy mời", "Invitation", "GM", "1.7"),
    DocumentType("introduction", 24, "Giấy giới thiệu", "Letter of introduction", "GGT", "1.8", subject=False),
    DocumentType("leave_permit", 25, "Giấy nghỉ phép", "Leave permit", "GNP", "1.10", subject=False),
    DocumentType("sending_slip", 26, "Phiếu gửi", "Sending slip", "PG", "1.4"),
    DocumentType("forwarding_slip", 27, "Phiếu chuyển", "Forwarding slip", "PC", "1.4"),
    DocumentType("notification_slip", 28, "Phiếu báo", "Notification slip", "PB", "1.4"),
    DocumentType("letter", 29, "Thư công", "Letter of courtesy", "", "1.4", subject=False, prescribed=False),
)

_COPY_LAW = f"{ND30}, Điều 25; Phụ lục III.I"
COPIES = (
    DocumentType("true_copy", 0, "Sao y", "True copy", "SY", "3.1", family=Family.COPY, law=_COPY_LAW),
    DocumentType("extract_copy", 0, "Trích sao", "Extract", "TrS", "3.1", family=Family.COPY, law=_COPY_LAW),
    DocumentType("certified_copy", 0, "Sao lục", "Copy of a copy", "SL", "3.1", family=Family.COPY, law=_COPY_LAW),
)

# Legal documents are outside the decree's layout (Điều 4.2.a); their symbol carries the year. Directives stopped being
# legal documents when the Law of 2015 replaced that of 2004, hence the dates.
_LAW_2015 = "Luật Ban hành văn bản quy phạm pháp luật số 80/2015/QH13, Điều 4"
_LAW_2004 = "Luật Ban hành văn bản quy phạm pháp luật của HĐND, UBND số 31/2004/QH11"
LEGAL = (
    DocumentType(
        "legal_resolution", 0, "Nghị quyết", "Resolution (legal)", "NQ", "1.1",
        family=Family.LEGAL, year_in_symbol=True, law=_LAW_2015, valid_from=date(2016, 7, 1),
    ),
    DocumentType(
        "legal_decision", 0, "Quyết định", "Decision (legal)", "QĐ", "1.2",
        family=Family.LEGAL, year_in_symbol=True, law=_LAW_2015, valid_from=date(2016, 7, 1),
    ),
    DocumentType(
        "legal_directive", 0, "Chỉ thị", "Directive (legal)", "CT", "1.4",
        family=Family.LEGAL, year_in_symbol=True, law=_LAW_2004, valid_from=date(2005, 4, 1), valid_to=date(2016, 6, 30),
    ),
)  # fmt: skip


def _of_the_state(code: str, vi: str, en: str, abbreviation: str) -> DocumentType:
    return DocumentType(
        code, 0, vi, en, abbreviation, "1.4", family=Family.LEGAL, year_in_symbol=True, law=_LAW_2015, valid_from=date(2016, 7, 1)
    )


PETITION = DocumentType(
    "petition", 0, "Đơn, thư", "Citizen's letter", "", "1.4", subject=False, prescribed=False,
    law="Luật Khiếu nại 2011, Điều 8; Luật Tố cáo 2018, Điều 23; Luật Tiếp công dân 2013, Điều 26",
)  # fmt: skip
"""A complaint, a denunciation, a proposal: written by a citizen, never by an agency."""

# What the National Assembly, the President, the Government and the ministries issue: a province receives it and never numbers it.
RECEIVED_ONLY = (
    _of_the_state("law", "Luật", "Law", "L"),
    _of_the_state("ordinance", "Pháp lệnh", "Ordinance", "PL"),
    _of_the_state("order", "Lệnh", "Order of the President", "L-CTN"),
    _of_the_state("decree", "Nghị định", "Decree", "NĐ"),
    _of_the_state("joint_resolution", "Nghị quyết liên tịch", "Joint resolution", "NQLT"),
    _of_the_state("circular", "Thông tư", "Circular", "TT"),
    _of_the_state("joint_circular", "Thông tư liên tịch", "Joint circular", "TTLT"),
    PETITION,
)

ISSUED = ADMINISTRATIVE + LEGAL
"""What an agency of the province drafts and numbers."""
ALL = ISSUED + COPIES + RECEIVED_ONLY
BY_CODE = {t.code: t for t in ALL}


def symbol(type: DocumentType, agency: str, unit: str = "", year: int | None = None) -> str:
    """What follows the number (Phụ lục I.II.3.b): `/QĐ-STTTT`; for công văn `/STTTT-CNTT`; for legal documents `/2020/QĐ-UBND`.

    Raises ValueError when a legal document comes without its year.
    """
    groups = [type.abbreviation, agency] if type.abbreviation else [agency, unit]
    notation = "-".join(group.strip() for group in groups if group.strip())
    if not type.year_in_symbol:
        return f"/{notation}"
    if year is None:
        raise ValueError(f"{type.code}: the symbol of a legal document carries its year")
    return f"/{year}/{notation}"
