"""Every signature a file claims to have. pyHanko drops kinds it does not know; a clerk must see them all."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.crypt import AuthStatus
from pyhanko.pdf_utils.reader import PdfFileReader

from tinhso.signing.objects import resolved
from tinhso.signing.report import Finding, broken

_LIMIT = 20_000  # objects looked at; a page tree without end stops here


@dataclass(frozen=True)
class Candidate:
    """A field of type /Sig with a value."""

    name: str
    field: Any
    signature: Any
    revision: int

    @property
    def is_timestamp(self) -> bool:
        return is_timestamp(self.signature)


def is_timestamp(signature: Any) -> bool:
    """Whether a field's value is a document timestamp, not somebody's signature."""
    return bool(resolved(signature, "/SubFilter") == "/ETSI.RFC3161" or resolved(signature, "/Type") == "/DocTimeStamp")


def open_pdf(data: bytes) -> PdfFileReader:
    """Raises Finding FAILED/FORMAT_FAILURE for what is not a readable PDF."""
    try:
        reader = _reader(data)
        if reader.encrypted and reader.decrypt(b"").status == AuthStatus.FAILED:
            raise broken(
                "encrypted",
                "Tệp PDF đang đặt mật khẩu nên không kiểm tra được chữ ký. Hãy yêu cầu gửi tệp không đặt mật khẩu.",
                "The PDF is protected by a password, so its signatures cannot be checked. Ask for it without a password.",
            )
        if not isinstance(reader.root["/Pages"], generic.DictionaryObject):
            raise ValueError("no pages")
        return reader
    except Finding:
        raise
    except Exception as error:  # pyHanko signals bad files by many kinds of exception
        raise unreadable(f"{type(error).__name__}: {error}") from error


def unreadable(detail: str) -> Finding:
    return broken(
        detail,
        "Tệp không phải PDF hoặc đã hỏng nên không đọc được. Hãy yêu cầu gửi lại tệp.",
        "The file is not a PDF or is damaged and cannot be read. Ask for it again.",
    )


def _reader(data: bytes) -> PdfFileReader:
    try:
        return PdfFileReader(io.BytesIO(data), strict=True)
    except Exception:  # many programs write small faults that strict reading refuses; the judgement stays as strict
        return PdfFileReader(io.BytesIO(data), strict=False)


def signatures_of(reader: PdfFileReader) -> list[Candidate]:
    """Fields of the form and widgets on the pages (some programs forget to list theirs in the form)."""
    found: dict[int, Candidate] = {}
    for name, field in _fields(reader):
        reference, revision = field.raw_get("/V"), -1
        if isinstance(reference, generic.NullObject):
            continue
        try:
            value = reference.get_object()
            if isinstance(reference, generic.IndirectObject):
                revision = reader.xrefs.get_last_change(reference.reference)
        except Exception:  # a value that cannot be read is a broken signature, not an absent one
            value = None
        if not isinstance(value, generic.DictionaryObject):
            value = generic.DictionaryObject({})
        found.setdefault(id(field), Candidate(name, field, value, revision))
    return list(found.values())


def _fields(reader: PdfFileReader) -> Iterator[tuple[str, Any]]:
    seen: set[int] = set()
    budget = [_LIMIT]
    acroform = resolved(reader.root, "/AcroForm")
    if isinstance(acroform, generic.DictionaryObject):
        yield from _walk(resolved(acroform, "/Fields"), "", None, seen, budget)
    for page in pages_of(reader.root, budget):
        annotations = resolved(page, "/Annots")
        if not isinstance(annotations, generic.ArrayObject):
            continue
        for entry in annotations:
            annotation = entry.get_object()
            if isinstance(annotation, generic.DictionaryObject) and id(annotation) not in seen and "/Parent" not in annotation:
                yield from _walk([annotation], "", None, seen, budget)


def _walk(kids: Any, parent: str, inherited: Any, seen: set[int], budget: list[int]) -> Iterator[tuple[str, Any]]:
    if not isinstance(kids, list):
        return
    stack = [(kid, parent, inherited) for kid in reversed(kids)]
    while stack:
        kid, above, kind = stack.pop()
        field = kid.get_object()
        budget[0] -= 1
        if budget[0] < 0:
            raise broken("more form fields than can be checked")
        if not isinstance(field, generic.DictionaryObject) or id(field) in seen:
            continue
        seen.add(id(field))
        own = resolved(field, "/T")
        name = ".".join(part for part in (above, str(own) if own is not None else "") if part)
        kind = resolved(field, "/FT", kind)
        if kind == "/Sig" and "/V" in field:
            yield name, field
        below = resolved(field, "/Kids")
        if isinstance(below, list):
            stack.extend((kid, name, kind) for kid in reversed(below))


def pages_of(root: Any, budget: list[int] | None = None) -> Iterator[Any]:
    """The page dictionaries of one revision, in an order that is the same for equal trees. Raises Finding for an endless tree."""
    budget = [_LIMIT] if budget is None else budget
    stack, seen = [root["/Pages"]], set()
    while stack:
        node = stack.pop().get_object()
        budget[0] -= 1
        if budget[0] < 0:
            raise broken("more pages than can be checked")
        if not isinstance(node, generic.DictionaryObject) or id(node) in seen:
            continue
        seen.add(id(node))
        kids = resolved(node, "/Kids")
        if isinstance(kids, list):
            stack.extend(reversed(kids))
        else:
            yield node
