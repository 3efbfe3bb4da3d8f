"""The shape of a document issued here: the five reserved fields, whose signatures it holds, and in which order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from tinhso.signing.fields import AGENCY, PERSON, RESERVED
from tinhso.signing.listing import Candidate
from tinhso.signing.objects import resolved
from tinhso.signing.report import Finding, changed


def fields_of(root: Any) -> dict[str, Any]:
    """The form's top-level fields by name, in one revision."""
    try:
        entries = [reference.get_object() for reference in root["/AcroForm"]["/Fields"]]
    except KeyError:
        return {}
    return {str(e["/T"]): e for e in entries if isinstance(e, generic.DictionaryObject) and "/T" in e}


def is_issued(reader: PdfFileReader) -> bool:
    """Whether any revision has our reserved places, three texts and two signatures: a later one cannot talk its way out of the rules."""
    for revision in range(reader.xrefs.total_revisions):
        resolver = reader.get_historical_resolver(revision)
        # The older half of a linearised file's table (ISO 32000-1 Annex F) has a trailer without /Root and is no revision by itself.
        if "/Root" in resolver.trailer_view and _has_places(fields_of(resolver.root)):
            return True
    return False


def _has_places(fields: dict[str, Any]) -> bool:
    texts = all(name in fields and resolved(fields[name], "/FT") == "/Tx" for name in RESERVED)
    return texts and all(name in fields and resolved(fields[name], "/FT") == "/Sig" for name in (PERSON, AGENCY))


def check_order(reader: PdfFileReader, signatures: Iterable[Candidate]) -> Finding | None:
    """`signatures` in the order of signing. Person, then agency, nobody else; numbered means sealed (NĐ 30/2020 Điều 13, 17.2)."""
    names = [candidate.name for candidate in signatures if not candidate.is_timestamp]
    if names == [PERSON, AGENCY]:
        return None
    if names != [PERSON]:
        return changed(
            f"signatures in the order {names}",
            "Văn bản có chữ ký khác ngoài chữ ký của người có thẩm quyền rồi đến chữ ký của cơ quan. Hãy từ chối.",
            "The document holds other signatures than the authorised person's and then the agency's. Refuse it.",
        )
    fields = fields_of(reader.root)
    if not any("/V" in fields.get(name, {}) for name in RESERVED):
        return None  # between the person's signature and the number
    return changed(
        "numbered but not sealed",
        "Văn bản đã ghi số, ngày nhưng chưa có chữ ký số của cơ quan nên chưa phát hành.",
        "The document is numbered and dated but has no signature of the agency, so it is not issued.",
    )
