"""A draft as it is being typed, laid out to be looked at: nothing is saved, and what is not right yet is told beside its field."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass, field
from hashlib import blake2b

from django import forms
from django.db import connection
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tinhso.core.access.public import Actor
from tinhso.documents.layout.public import Content, lacks, render_pages
from tinhso.documents.outgoing.compose import compose
from tinhso.documents.outgoing.forms import DraftForm
from tinhso.documents.outgoing.models import Outgoing
from tinhso.documents.outgoing.recipients import is_it
from tinhso.documents.shown import FIRST
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.signing.fields import MM
from tinhso.ui.rows import PageImage

MOST_LETTERS, MOST_PAGES, FEW = 150_000, 30, 5
_NEEDED = ("type_code", "subject", "signer")
_PLACE = {"addressees": "addressed", "authority": "signer", "annex": "body", "type": "type_code"}
_OF_CODE = {"layout.table_shape": "body", "layout.too_many_points": "body", "layout.signer_title": "signer"}
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')  # points
_LOCK = 0x7468_7072  # advisory lock: one layout at a time for each login


@dataclass(frozen=True, slots=True)
class Trial:
    """`pages`: (digest, SVG) of the first `MOST_PAGES` of `total`; none where something is `missing` (labels) or wrong (`problems`: the
    field's name, "" for none, and the sentence)."""

    pages: list[tuple[str, str]] = field(default_factory=list)
    total: int = 0
    missing: list[str] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)


def turn(actor: Actor) -> bool:
    """Whether nothing else is being laid out for this login now; held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [_LOCK, (actor.account or 0) % 2**31])
        return bool(cursor.fetchone()[0])


def trial(actor: Actor, form: DraftForm, there: Outgoing | None) -> Trial:
    """`there`: the stored draft, whose agency and unit it keeps; else the actor's own. No refusal is raised: it is told."""
    if sum(len(words) for _name, words in form.data.items()) > MOST_LETTERS:
        return Trial(problems=[("", _("Văn bản quá dài để xem trước ngay khi gõ; hãy lưu rồi xem trên thẻ văn bản."))])
    form.is_valid()
    missing = [str(form[name].label) for name in _NEEDED if name in form.errors]
    problems = [(name, " ".join(map(str, errors))) for name, errors in form.errors.items() if name not in _NEEDED]
    if missing or form.cleaned_data.get("secrecy"):
        return Trial(missing=missing, problems=problems)
    try:
        content = _content(actor, form, there)
        problems += _meant(actor, form)
        for refusal in lacks(content):
            if refusal.code == "layout.missing.recipients":
                missing += _no_recipient(form, missing)
            elif refusal.code.startswith("layout.missing."):
                missing.append(_label(form, refusal))
            else:
                problems.append((_place(form, refusal), _sentence(refusal)))
        pages = [] if missing or any(name in _OF_CODE.values() for name, _text in problems) else render_pages(content)
    except Refusal as refusal:  # a signer without authority, a letter the font lacks
        return Trial(problems=[*problems, (_place(form, refusal), _sentence(refusal))])
    shown = [(blake2b(page.encode(), digest_size=8).hexdigest(), page) for page in pages[:MOST_PAGES]]
    return Trial(shown, len(pages), missing, problems)


def pictures(content: Content) -> tuple[list[PageImage], int]:
    """The first `FIRST` pages of a draft to be shown in place, and how many there are. Raises Refusal: it cannot be laid out."""
    pages = render_pages(content, on=clock.today())
    return [_picture(page, i) for i, page in enumerate(pages[:FIRST], 1)], len(pages)


def _picture(page: str, number: int) -> PageImage:
    width, height = map(float, _SIZE.search(page).groups())  # type: ignore[union-attr]  # every page has its size
    return PageImage(f"data:image/svg+xml;base64,{b64encode(page.encode()).decode()}", number, width / MM, height / MM)


def _content(actor: Actor, form: DraftForm, there: Outgoing | None) -> Content:
    for name in form.errors:  # a date that is none keeps nobody from seeing the page
        form.cleaned_data[name] = [] if isinstance(form.fields[name], forms.MultipleChoiceField) else None
    values = form.values()
    return compose(
        type_code=values.type_code, subject=values.subject, agency=there.agency_id if there else actor.agency,
        unit=there.unit_id if there else actor.unit or actor.agency, signer=values.signer or 0, field=values.field or "",
        urgency=values.urgency or "", text=values.text, recipients=values.recipients, on=clock.today(),
    )  # fmt: skip


def _meant(actor: Actor, form: DraftForm) -> list[tuple[str, str]]:
    """Whom a line that means nothing here may mean, under its field; a place outside is asked for its reason on saving."""
    lines = [(name, line) for name in ("addressed", "recipients") for line, unit in form.cleaned_data[name] or () if unit is None]
    asked = [(name, is_it(line, actor.agency)) for name, line in lines[:FEW]]
    return [(name, question) for name, question in asked if question]


def _no_recipient(form: DraftForm, missing: list[str]) -> list[str]:
    """Whoever is addressed is a recipient too: one place of either kind is enough, and one sentence."""
    addressed, others = (str(form[name].label) for name in ("addressed", "recipients"))
    return [] if addressed in missing else [_("%(one)s hoặc %(other)s") % {"one": addressed, "other": others}]


def _label(form: DraftForm, refusal: Refusal) -> str:
    name = _place(form, refusal)
    return str(form[name].label) if name else _sentence(refusal)


def _place(form: DraftForm, refusal: Refusal) -> str:
    """The field to be corrected."""
    letters = refusal.context.get("letters", "")
    if letters:
        return next((name for name in ("body", "subject", "bases", *form.fields) if set(letters) & set(form.data.get(name, ""))), "")
    element = str(refusal.context.get("element", ""))
    name = _PLACE.get(element, element) or _OF_CODE.get(refusal.code, "signer" if "sign" in refusal.code else "")
    return name if name in form.fields else ""


def _sentence(refusal: Refusal) -> str:
    return refusal.message(get_language() or "vi")
