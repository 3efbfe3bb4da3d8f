"""Revisions after a signature are written so that every viewer reads the same objects in them.

Viewers differ in what they make of objects no table lists, of an entry listed twice, of generations that do not fit and of damaged
tables, which some rebuild from whatever lies in the file. A judge who reads one way would pass what another shows. So what follows
a signature is nothing but listed objects, their table, `startxref` and comments (ISO 32000-1 §7.5).
"""

from __future__ import annotations

import io
import re
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.xref import XRefSection, XRefSectionType, parse_xref_stream

from tinhso.signing.objects import resolved

_GAP = re.compile(rb"(?:[\0\t\n\f\r ]|%[^\r\n]*)*")
_HEADER = re.compile(rb"(\d+)[\0\t\n\f\r ]+(\d+)[\0\t\n\f\r ]+obj\b")
_END = re.compile(rb"[\0\t\n\f\r ]*(?:endstream[\0\t\n\f\r ]+)?endobj\b")
_TABLE = re.compile(rb"xref[ \t]*(?:\r\n|\r|\n)(?:\d+ \d+[ \t]*(?:\r\n|\r|\n)(?:\d{10} \d{5} [nf](?: \r| \n|\r\n))*)*\s*(?=trailer)")
_HEAD = re.compile(rb"(\d+) (\d+)[ \t]*(?:\r\n|\r|\n)((?:\d{10} \d{5} [nf](?: \r| \n|\r\n))*)")
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
_LURES = re.compile(rb"\bobj\b|\bstream\b|\bxref\b|\btrailer\b")  # in a comment they speak to those who rebuild


class Misplaced(Exception):
    """What was found, for the technical record."""


def check_written(data: bytes, reader: PdfFileReader, base: int, end: int) -> str | None:
    """What is wrong with the bytes from `end`, where the signed revision `base` ends; None when all of it is in order."""
    tail = _Tail(data, reader, end)
    strict, reader.strict = reader.strict, True  # also in a file that could only be opened leniently
    try:
        for revision in range(base + 1, reader.xrefs.total_revisions):
            tail.revision(revision, base)
        tail.close()
    except Misplaced as fault:
        return str(fault)
    except Exception as error:  # pyHanko signals bad objects by many kinds of exception
        return f"{type(error).__name__}: {error}"
    finally:
        reader.strict = strict
    return None


class _Tail:
    """A cursor over the bytes after a signature."""

    def __init__(self, data: bytes, reader: PdfFileReader, end: int) -> None:
        self._data, self._reader, self._at = data, reader, end
        self._stream = io.BytesIO(data)

    def revision(self, number: int, base: int) -> None:
        section = self._section(number)
        if section.meta_info.xref_section_type not in (XRefSectionType.STANDARD, XRefSectionType.STREAM):
            raise Misplaced(f"revision {number} is hybrid")
        listed = {offset: (idnum, gen) for idnum, (gen, offset) in section.xref_data.standard_xrefs.items()}
        for idnum, generation in section.xref_data.explicit_refs_in_revision:
            if generation != self._generation(idnum, base):
                raise Misplaced(f"object {idnum} comes with generation {generation}")
        container = section.meta_info.stream_ref
        if container is not None:
            listed[section.meta_info.start_location] = (container.idnum, container.generation)
        if len(listed) < len(section.xref_data.standard_xrefs):
            raise Misplaced("two objects at one place")
        packed: dict[int, set[int]] = {}
        for idnum, place in section.xref_data.xrefs_in_objstm.items():
            packed.setdefault(place.obj_stream_id, set()).add(idnum)
        while listed:
            self._object(listed, packed)
        if packed:
            raise Misplaced(f"objects packed in streams of another revision {sorted(packed)}")
        if container is None:
            self._table(section)
        self._expect_start(section.meta_info.start_location)

    def close(self) -> None:
        rest = self._data[self._at :].strip(b"\t\n\r ")
        if rest:
            raise Misplaced(f"{len(rest)} bytes that belong to no revision")

    def _section(self, number: int) -> XRefSection:
        xrefs = self._reader.xrefs
        return XRefSection(xrefs.get_xref_container_info(number), xrefs.get_xref_data(number))

    def _generation(self, idnum: int, base: int) -> int:
        """Under which an object was in use when signed; 0 for a new one. Some viewers look at the number alone."""
        for revision in range(base, -1, -1):
            data = self._section(revision).xref_data
            for part in (data, *((data.hybrid.xref_data,) if data.hybrid else ())):
                if idnum in part.standard_xrefs:
                    generation: int = part.standard_xrefs[idnum][0]
                    return generation
                if idnum in part.xrefs_in_objstm:
                    return 0
        return 0

    def _skip(self) -> None:
        gap = _GAP.match(self._data, self._at)
        if gap is not None:
            if _LURES.search(gap[0]):
                raise Misplaced("a comment that looks like an object")
            self._at = gap.end()

    def _object(self, listed: dict[int, tuple[int, int]], packed: dict[int, set[int]]) -> None:
        self._skip()
        header = _HEADER.match(self._data, self._at)
        if header is None or listed.pop(self._at, None) != (int(header[1]), int(header[2])):
            raise Misplaced(f"at byte {self._at} something that no table lists")
        idnum = int(header[1])
        found = self._read(self._stream, header.end(), idnum, int(header[2]))
        if isinstance(found, generic.StreamObject) and resolved(found, "/Type") == "/XRef":
            _check_rows(found)
        if idnum in packed:
            self._unpack(self._reader.get_object(generic.Reference(idnum, 0, self._reader)), packed.pop(idnum))
        ending = _END.match(self._data, self._stream.tell())
        if ending is None:
            raise Misplaced(f"object {idnum} does not end where it says")
        self._at = ending.end()

    def _read(self, stream: io.BytesIO, at: int, idnum: int, generation: int = 0) -> Any:
        """Strictly: no key twice, a stream as long as it says."""
        stream.seek(at)
        gap = _GAP.match(stream.getbuffer(), at)
        stream.seek(gap.end() if gap is not None else at)
        return generic.read_object(stream, generic.Reference(idnum, generation, self._reader))

    def _unpack(self, found: Any, expected: set[int]) -> None:
        """An object stream holds each of the objects it is listed for once, and its own order is the table's (§7.5.7)."""
        if not isinstance(found, generic.StreamObject):
            raise Misplaced("an object stream that is none")
        content, first, count = found.data, int(found["/First"]), int(found["/N"])
        pairs = [int(v) for v in content[:first].split()]
        members = pairs[::2]
        if len(pairs) != 2 * count or len(set(members)) != count or set(members) != expected:
            raise Misplaced("an object stream holds other objects than are listed")
        inner = io.BytesIO(content)
        for idnum, offset in zip(members, pairs[1::2], strict=True):
            self._read(inner, first + offset, idnum)

    def _table(self, section: XRefSection) -> None:
        self._skip()
        table = _TABLE.match(self._data, self._at)
        # pyHanko's start is behind the word `xref`
        if table is None or not self._at <= section.meta_info.start_location <= self._at + 5:
            raise Misplaced(f"at byte {self._at} no well-formed cross-reference table")
        rows = [int(head[1]) + i for head in _HEAD.finditer(table[0]) for i in range(int(head[2]))]
        lines = sum(len(head[3]) // 20 for head in _HEAD.finditer(table[0]))
        if len(rows) != len(set(rows)) or lines != len(rows):
            raise Misplaced("an object listed twice, or a table of another length than it says")
        trailer = table.end() + len(b"trailer")
        self._read(self._stream, trailer, 0)
        self._at = self._stream.tell()

    def _expect_start(self, start: int) -> None:
        self._skip()
        word = _START.match(self._data, self._at)
        if word is None:
            raise Misplaced(f"at byte {self._at} no startxref")
        said = int(word[1])
        if not said <= start <= said + 5 or self._data[said : said + 1].isspace():
            raise Misplaced(f"startxref {said} is not where the table is")
        self._at = word.end()


def _check_rows(table: generic.StreamObject) -> None:
    index = [int(v) for v in resolved(table, "/Index", [0, table["/Size"]])]
    if len(list(parse_xref_stream(table, strict=True))) != sum(index[1::2]):
        raise Misplaced("a cross-reference stream with rows of an unknown kind")
