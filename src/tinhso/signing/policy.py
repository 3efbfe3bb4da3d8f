"""What may change in a file after a signature.

Any signed PDF: a further signature, timestamps, evidence for long-term validity; no form field. pyHanko's default also lets forms be
filled, which is how the shadow attack "replace via overlay" gets in. A document with our reserved places (`issued`): between the
person's signature and the seal exactly number, day and month may change, once, from empty; after the seal nothing but evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    DocInfoRule,
    DSSCompareRule,
    FormUpdatingRule,
    GenericFieldModificationRule,
    MetadataUpdateRule,
    ModificationLevel,
    ObjectStreamRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    SuspiciousModification,
    XrefStreamRule,
)
from pyhanko.sign.diff_analysis.form_rules_api import FieldComparisonContext, FieldComparisonSpec, FormUpdate

from tinhso.signing.fields import AGENCY, PERSON, RESERVED

_LTA = ModificationLevel.LTA_UPDATES
_STRUCTURE = [
    CatalogModificationRule(),
    XrefStreamRule().as_qualified(_LTA),
    ObjectStreamRule().as_qualified(_LTA),
    DSSCompareRule().as_qualified(_LTA),
]
_METADATA = [DocInfoRule().as_qualified(_LTA), MetadataUpdateRule().as_qualified(_LTA)]


class _ReservedOnly(GenericFieldModificationRule):
    """Text may enter a reserved field that was empty when the base revision was signed; every other field stays as it is."""

    def __init__(self) -> None:
        super().__init__(
            allow_in_place_appearance_stream_changes=False,
            always_modifiable=frozenset(),
            value_update_keys=frozenset({"/V", "/AP"}),
        )

    def check_form_field(
        self, fq_name: str, spec: FieldComparisonSpec, context: FieldComparisonContext
    ) -> Iterable[tuple[ModificationLevel, FormUpdate]]:
        if fq_name in RESERVED and spec.old_field is not None and "/V" not in spec.old_field:
            yield from super().check_form_field(fq_name, spec, context)


ANY = StandardDiffPolicy([*_STRUCTURE, *_METADATA], FormUpdatingRule([SigFieldCreationRule(), SigFieldModificationRule()]))
ISSUED = StandardDiffPolicy(
    _STRUCTURE,
    FormUpdatingRule(
        [
            SigFieldCreationRule(),
            SigFieldModificationRule(allow_in_place_appearance_stream_changes=False),
            _ReservedOnly(),
        ],
        ignored_acroform_keys=frozenset({"/Fields"}),
    ),
    ignore_orphaned_objects=False,
)


def fields_of(root: Any) -> dict[str, Any]:
    """The form's top-level fields by name, in one revision."""
    try:
        entries = [reference.get_object() for reference in root["/AcroForm"]["/Fields"]]
    except KeyError:
        return {}
    return {str(e["/T"]): e for e in entries if isinstance(e, generic.DictionaryObject) and "/T" in e}


def is_issued(fields: dict[str, Any]) -> bool:
    """Whether the file has our reserved places: three texts and two signatures."""
    texts = all(name in fields and fields[name].get("/FT") == "/Tx" for name in RESERVED)
    return texts and all(name in fields and fields[name].get("/FT") == "/Sig" for name in (PERSON, AGENCY))


def check_reserved(reader: PdfFileReader, base: int) -> str | None:
    """Each reserved field is written at most once after revision `base`, and what is drawn is what it says; else the problem."""
    signed = reader.get_historical_resolver(base)
    fonts = _fonts(signed.root)
    seen = {name: _state(fields_of(signed.root).get(name)) for name in RESERVED}
    for revision in range(base + 1, reader.xrefs.total_revisions):
        now = fields_of(reader.get_historical_resolver(revision).root)
        for name in RESERVED:
            state = _state(now.get(name))
            if state == seen[name]:
                continue
            if seen[name][0] is not None:
                return f"{name} was written twice: {seen[name][0]!r}, then {state[0]!r}"
            seen[name] = state
            problem = _drawn(now[name], fonts)
            if problem:
                return f"{name}: {problem}"
    return None


def _state(field: Any) -> tuple[str | None, bytes | None]:
    if field is None:
        return None, None
    value = field.get("/V")
    return None if value is None else str(value), field["/AP"]["/N"].data


_CONTENT = re.compile(rb"/Tx BMC\s+q\s+BT\s+(/\w+) ([\d.]+) Tf\s+0 g\s+(-?[\d.]+) (-?[\d.]+) Td\s+<((?:[0-9A-F]{4})+)> Tj\s+ET\s+Q\s+EMC")


def _drawn(field: Any, fonts: dict[str, Any]) -> str | None:
    """The appearance must be one line of text in a font the person signed, inside the box, equal to /V: nothing else can be shown."""
    if set(field["/AP"].keys()) != {"/N"}:
        return "more than one appearance"
    shown = field["/AP"]["/N"]
    match = _CONTENT.fullmatch(shown.data.strip())
    if match is None:
        return "the appearance is not one line of text"
    name = match[1].decode()
    if set(shown.keys()) - {"/Type", "/Subtype", "/FormType", "/BBox", "/Resources", "/Length", "/Filter"}:
        return "the appearance has foreign entries"
    if set(shown["/Resources"].keys()) != {"/Font"} or set(shown["/Resources"]["/Font"].keys()) != {name}:
        return "the appearance has foreign resources"
    font = shown["/Resources"]["/Font"].raw_get(name)
    if name not in fonts or not isinstance(font, generic.IndirectObject) or (font.idnum, font.generation) != fonts[name][0]:
        return "the appearance uses a font that was not signed"
    x0, y0, x1, y1 = (float(v) for v in field["/Rect"])
    if [float(v) for v in shown["/BBox"]] != [0.0, 0.0, round(x1 - x0, 3), round(y1 - y0, 3)]:
        return "the appearance is not as large as its place"
    size, x, y = float(match[2]), float(match[3]), float(match[4])
    if not (8 <= size <= 14 and -0.5 <= x < x1 - x0 and 0 <= y < y1 - y0):
        return "the text stands outside its place"
    codes = [match[5][i : i + 4].decode() for i in range(0, len(match[5]), 4)]
    text = "".join(fonts[name][1].get(code, "\ufffd") for code in codes)
    return None if text == str(field["/V"]) else f"shows {text!r} but says {str(field['/V'])!r}"


def _fonts(root: Any) -> dict[str, tuple[tuple[int, int], dict[str, str]]]:
    """The form's fonts as the person signed them: object number and glyph code → letter."""
    found = {}
    table = root["/AcroForm"]["/DR"]["/Font"]
    for name in table:
        reference = table.raw_get(name)
        pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]{4})>", table[name]["/ToUnicode"].data)
        letters = {code.decode(): chr(int(letter, 16)) for code, letter in pairs}
        found[str(name)] = ((reference.idnum, reference.generation), letters)
    return found


__all__ = ["ANY", "ISSUED", "ModificationLevel", "SuspiciousModification", "check_reserved", "fields_of", "is_issued"]
