"""Is every element of Điều 8.2 there? Each thing missing is one Refusal that names the element and its article."""

from __future__ import annotations

import re

from tinhso.documents.layout.content import Content, Table
from tinhso.documents.layout.wording import POINTS
from tinhso.documents.types import BY_CODE, Addressed, DocumentType
from tinhso.kit.errors import Refusal

_SYMBOL = re.compile(r"/(\d{4}/)?[^\W_]+(-[^\W_]+)*")
# Phụ lục I.II.7.c: no academic title stands before the signer's name.
_TITLES = re.compile(r"^(GS|PGS|TS|ThS|CN|KS|BS|NGND|NGƯT|GS\.TS)\b[.\s]", re.IGNORECASE)


def check(content: Content) -> tuple[Refusal, ...]:
    """All that keeps a draft from being laid out, in the order of Điều 8; empty when it may be."""
    kind = BY_CODE.get(content.type)
    if kind is None or not kind.sample.startswith("1."):
        return (_refusal("type", f"tên loại “{content.type}” (không có trong Điều 7)", "type", "Điều 7", content.type),)
    return tuple(_missing(content, kind)) + tuple(_wrong(content))


def _missing(content: Content, kind: DocumentType) -> list[Refusal]:
    checks = (
        (content.agency, "agency", "tên cơ quan ban hành văn bản", "the issuing agency", "Điều 8.2.b"),
        (content.symbol, "symbol", "ký hiệu văn bản", "the symbol", "Điều 8.2.c"),
        (content.place, "place", "địa danh", "the place", "Điều 8.2.d"),
        (content.subject or not kind.subject, "subject", "trích yếu nội dung", "the subject", "Điều 8.2.đ"),
        (content.issuer or kind.sample not in ("1.1", "1.2", "1.6"), "issuer", "thẩm quyền ban hành", "the issuing authority",
         f"Phụ lục III, mẫu {kind.sample}"),
        (content.bases or kind.sample not in ("1.1", "1.2"), "bases", "căn cứ ban hành", "the legal bases", "Phụ lục I.II.6.a"),
        (content.addressees or kind.addressed is not Addressed.ALWAYS, "addressees",
         "nơi kính gửi", "the addressees", "Phụ lục I.II.9.d"),
        (content.body, "body", "nội dung văn bản", "the text", "Điều 8.2.e"),
        (any(content.signer.authority), "authority", "quyền hạn, chức vụ người ký", "the signer's post", "Điều 8.2.g"),
        (content.signer.name, "signer", "họ tên người ký", "the signer's name", "Điều 8.2.g"),
        (content.recipients or content.addressees, "recipients", "nơi nhận", "the recipients", "Điều 8.2.i"),
        (content.archive, "archive", "nơi lưu (VT)", "where it is kept (VT)", "Phụ lục I.II.9.d"),
        (all(a.title and a.body for a in content.annexes), "annex", "tên hoặc nội dung phụ lục", "an annex's title or text",
         "Phụ lục I.III.1"),
    )  # fmt: skip
    return [_refusal(code, vi, en, article) for present, code, vi, en, article in checks if not _said(present)]


def _said(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else bool(value)


def _wrong(content: Content) -> list[Refusal]:
    found = []
    if content.symbol and not _SYMBOL.fullmatch(content.symbol):
        found.append(
            Refusal(
                "layout.symbol_shape",
                vi=f"Ký hiệu “{content.symbol}” sai dạng; ghi như /QĐ-STTTT, không cách chữ (Phụ lục I.II.3.c).",
                en=f"The symbol “{content.symbol}” has the wrong shape; write it like /QĐ-STTTT, no spaces (Appendix I.II.3.c).",
            )
        )
    if _TITLES.match(content.signer.name):
        found.append(
            Refusal(
                "layout.signer_title",
                vi=f"Trước họ tên “{content.signer.name}” không ghi học hàm, học vị (Phụ lục I.II.7.c); hãy bỏ đi.",
                en=f"No academic title stands before “{content.signer.name}” (Appendix I.II.7.c); remove it.",
            )
        )
    bodies = [content.body, *(annex.body for annex in content.annexes)]
    for table in (block for body in bodies for block in body if isinstance(block, Table)):
        if not table.columns or any(len(row) != len(table.columns) for row in table.rows):
            found.append(
                Refusal(
                    "layout.table_shape",
                    vi=f"Bảng có dòng không đủ {len(table.columns)} cột; hãy sửa dòng đó.",
                    en=f"A table has a row without its {len(table.columns)} columns; correct that row.",
                )
            )
    if any(_longest_run(body) > len(POINTS) for body in bodies):
        found.append(
            Refusal(
                "layout.too_many_points",
                vi=f"Một khoản có quá {len(POINTS)} điểm (a đến y); hãy tách thành nhiều khoản (Phụ lục I.II.6.đ).",
                en=f"A clause has more than {len(POINTS)} points (a to y); split it (Appendix I.II.6.đ).",
            )
        )
    return found


def _longest_run(body: tuple[object, ...]) -> int:
    longest = run = 0
    for block in body:
        level = getattr(block, "level", "")
        run = run + 1 if level == "point" else 0 if level else run
        longest = max(longest, run)
    return longest


def _refusal(code: str, vi: str, en: str, article: str, value: str = "") -> Refusal:
    return Refusal(
        f"layout.missing.{code}",
        vi=f"Dự thảo thiếu {vi} ({article} Nghị định 30/2020/NĐ-CP). Hãy bổ sung rồi xem lại bản trình bày.",
        en=f"The draft lacks {en} ({article} of Decree 30/2020/NĐ-CP). Add it and look at the layout again.",
        element=code,
        article=article,
        value=value,
    )
