"""What may change in a file after a signature.

Any signed PDF: a further signature, timestamps, evidence for long-term validity; no form field. pyHanko's default also lets forms be
filled, which is how the shadow attack "replace via overlay" gets in. A document with our reserved places (`ISSUED`): between the
person's signature and the seal exactly number, day and month may change, once, from empty; after the seal nothing but evidence.

pyHanko's rules ask whether each changed object is one that may change. They do not ask what a viewer then shows by means of objects
that were there before, so every new field is looked at here as a viewer looks at it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver
from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    DiffResult,
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
from pyhanko.sign.diff_analysis.commons import compare_dicts
from pyhanko.sign.diff_analysis.form_rules_api import FieldComparisonContext, FieldComparisonSpec, FormUpdate
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm

from tinhso.signing.fields import AGENCY, RESERVED
from tinhso.signing.listing import is_timestamp, pages_of
from tinhso.signing.objects import raw, resolved

Updates = Iterable[tuple[ModificationLevel, FormUpdate]]
_LTA = ModificationLevel.LTA_UPDATES
_FILES = [XrefStreamRule().as_qualified(_LTA), ObjectStreamRule().as_qualified(_LTA), DSSCompareRule().as_qualified(_LTA)]
_METADATA = [DocInfoRule().as_qualified(_LTA), MetadataUpdateRule().as_qualified(_LTA)]


class _Policy(StandardDiffPolicy):
    """pyHanko's policy, and what it does not ask."""

    def apply(
        self,
        old: HistoricalResolver,
        new: HistoricalResolver,
        field_mdp_spec: FieldMDPSpec | None = None,
        doc_mdp: MDPPerm | None = None,
    ) -> DiffResult:
        _same_cipher(old, new)
        _no_late_object(old, new)
        _annotations_kept(old, new)
        result: DiffResult = super().apply(old, new, field_mdp_spec, doc_mdp)
        return result


class _Issued(_Policy):
    """Title and author stay as well: the trailer may not name another /Info that lay in the file."""

    def apply(
        self,
        old: HistoricalResolver,
        new: HistoricalResolver,
        field_mdp_spec: FieldMDPSpec | None = None,
        doc_mdp: MDPPerm | None = None,
    ) -> DiffResult:
        if raw(old.trailer_view, "/Info") != raw(new.trailer_view, "/Info"):
            raise SuspiciousModification("another /Info in the trailer")
        return super().apply(old, new, field_mdp_spec, doc_mdp)


def _same_cipher(old: HistoricalResolver, new: HistoricalResolver) -> None:
    """A trailer that names a cipher makes other content of the bytes that were signed; /ID is part of the key (§7.6.3.3)."""
    before, after = (raw(r.trailer_view, "/Encrypt") for r in (old, new))
    if before != after or (after is not None and resolved(old.trailer_view, "/ID")[0] != resolved(new.trailer_view, "/ID")[0]):
        raise SuspiciousModification("another /Encrypt in the trailer")


def _no_late_object(old: HistoricalResolver, new: HistoricalResolver) -> None:
    """What was signed may name an object that does not exist; to give it one later changes what was signed.

    Under any generation: many viewers find an object by its number alone.
    """
    old._load_reverse_xref_cache()
    named = {reference.idnum for reference in old._indirect_object_access_cache or {}}
    for reference in new.explicit_refs_in_revision():
        absent = old.reader.xrefs.get_historical_ref(reference, old.revision) is None
        if absent and reference.idnum in named:
            raise SuspiciousModification(f"{reference} was named but empty when signed")


def _annotations_kept(old: HistoricalResolver, new: HistoricalResolver) -> None:
    """Annotations are drawn in their order, so new ones stand behind the old and the old keep their places."""
    for before, after in zip(pages_of(old.root), pages_of(new.root), strict=False):
        kept, now = list(resolved(before, "/Annots", [])), list(resolved(after, "/Annots", []))
        if now[: len(kept)] != kept:
            raise SuspiciousModification("annotations of a page in another order")


class _Creation(SigFieldCreationRule):
    """A new signature field shows nothing, unless somebody signs in it in the same revision and so answers for what it shows.

    In a document issued here it holds a document timestamp and nothing else.
    """

    def __init__(self, issued: bool) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._issued = issued

    def apply(self, context: FieldComparisonContext) -> Updates:
        for name, spec in context.field_specs.items():
            if spec.old_field_ref is None and spec.new_field is not None:
                self._check(name, spec.new_field)
        yield from super().apply(context)

    def _check(self, name: str, field: Any) -> None:
        signature = resolved(field, "/V")
        stamp = isinstance(signature, generic.DictionaryObject) and is_timestamp(signature)
        signed = isinstance(signature, generic.DictionaryObject) and not stamp
        if self._issued and not stamp:
            raise SuspiciousModification(f"a new field {name} that is no timestamp")
        for widget in (field, *(kid.get_object() for kid in resolved(field, "/Kids", []))):
            width, height = _sides(widget)
            if not signed and ((width and height) or set(widget.keys()) - _UNSEEN or not _blank(widget)):
                raise SuspiciousModification(f"a new field {name} shows something that nobody signed")


# /A, /AA act; /MK, /BS, /Border, /DA, /Q draw; /OC hides and shows.
_UNSEEN = {"/Type", "/Subtype", "/FT", "/T", "/TU", "/TM", "/F", "/Ff", "/Rect", "/P", "/Parent", "/Kids", "/V", "/Lock", "/SV", "/M", "/NM", "/AP"}  # fmt: skip


def _sides(widget: Any) -> tuple[float, float]:
    """Width and height; literal numbers only, for viewers disagree about anything else (null is 0 to some)."""
    if "/Rect" not in widget:
        return 0, 0
    rect = raw(widget, "/Rect")
    numbers = (generic.NumberObject, generic.FloatObject)
    if not isinstance(rect, generic.ArrayObject) or len(rect) != 4 or not all(isinstance(v, numbers) for v in list(rect)):
        raise SuspiciousModification(f"a new field with /Rect {rect!r}")
    x0, y0, x1, y1 = (float(v) for v in rect)
    return abs(x1 - x0), abs(y1 - y0)


def _blank(widget: Any) -> bool:
    """No appearance, or the empty one that some programs write for PDF/A."""
    appearance = resolved(widget, "/AP")
    if appearance is None:
        return True
    if not isinstance(appearance, generic.DictionaryObject) or set(appearance.keys()) != {"/N"}:
        return False
    normal = appearance["/N"]
    return isinstance(normal, generic.StreamObject) and not normal.data.strip()


class _Signing(SigFieldModificationRule):
    """A field that was there may be signed: in a document issued here the agency's alone. A timestamp changes nothing that is seen."""

    def __init__(self, issued: bool) -> None:
        super().__init__(allow_in_place_appearance_stream_changes=not issued)
        self._issued = issued

    def check_form_field(self, fq_name: str, spec: FieldComparisonSpec, context: FieldComparisonContext) -> Updates:
        old, new = spec.old_field, spec.new_field
        if spec.field_type == "/Sig" and old is not None and new is not None and "/V" in new and "/V" not in old:
            signature = new["/V"]
            stamp = isinstance(signature, generic.DictionaryObject) and is_timestamp(signature)
            if self._issued and (stamp or fq_name != AGENCY):
                raise SuspiciousModification(f"{fq_name} signed in a document with the places for person and agency")
            if stamp:
                compare_dicts(old, new, frozenset({"/V"}))
                yield from _STAMPING.check_form_field(fq_name, spec, context)
                return
        yield from super().check_form_field(fq_name, spec, context)


_STAMPING = SigFieldModificationRule(allow_in_place_appearance_stream_changes=False)


class _ReservedOnly(GenericFieldModificationRule):
    """Text may enter a reserved field that was empty when the base revision was signed; every other field stays as it is."""

    def __init__(self) -> None:
        super().__init__(
            allow_in_place_appearance_stream_changes=False,
            always_modifiable=frozenset(),
            value_update_keys=frozenset({"/V", "/AP"}),
        )

    def check_form_field(self, fq_name: str, spec: FieldComparisonSpec, context: FieldComparisonContext) -> Updates:
        if fq_name in RESERVED and spec.old_field is not None and "/V" not in spec.old_field:
            yield from super().check_form_field(fq_name, spec, context)


class _Form(FormUpdatingRule):
    """Programs add fonts to the form when they sign. Viewers told to draw the fields anew would use them, so then nothing changes."""

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Updates:
        before, after = (resolved(r.root, "/AcroForm", {}) for r in (old, new))
        if _flag(after):
            same = all(raw(before, key) == raw(after, key) for key in ("/NeedAppearances", "/DR", "/DA", "/Q"))
            resources = raw(after, "/DR")
            if not same or getattr(resources, "reference", None) in new.explicit_refs_in_revision():
                raise SuspiciousModification("the form is to be drawn anew with other fonts")
        yield from super().apply(old, new)


def _flag(form: Any) -> bool:
    flag = resolved(form, "/NeedAppearances")
    return flag is not None and not (isinstance(flag, generic.BooleanObject) and not flag.value)


ANY = _Policy([CatalogModificationRule(), *_FILES, *_METADATA], _Form([_Creation(issued=False), _Signing(issued=False)]))
ISSUED = _Issued(
    [CatalogModificationRule(frozenset({"/AcroForm", "/DSS", "/Extensions", "/Version"})), *_FILES],
    FormUpdatingRule([_Creation(issued=True), _Signing(issued=True), _ReservedOnly()], ignored_acroform_keys=frozenset({"/Fields"})),
    ignore_orphaned_objects=False,
)

__all__ = ["ANY", "ISSUED", "ModificationLevel", "SuspiciousModification"]
