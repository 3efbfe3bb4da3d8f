"""Template tags of the face: `{% load ui %}`. The list with examples is in tinhso/ui/__init__.py."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, FileInput
from django.template import Context
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tinhso.ui.format import file_size
from tinhso.ui.forms import absent
from tinhso.ui.inbox import inbox
from tinhso.ui.rows import Cell, Deadline, Tag

register = template.Library()

SHAPES = {"plain": "ring", "accent": "half", "ok": "done", "warn": "triangle", "bad": "stop"}
# Django's message levels, said in our tones.
TONES = {"debug": "plain", "info": "accent", "success": "ok", "warning": "warn", "error": "bad"}
NOTE_ICONS = {"plain": "info", "accent": "info", "ok": "check", "warn": "alert", "bad": "alert"}


def get(thing: Any, key: str, default: Any = "") -> Any:
    """Components take our dataclasses or plain dicts with the same keys."""
    return thing.get(key, default) if isinstance(thing, dict) else getattr(thing, key, default)


@lru_cache(maxsize=256)
def _icon(name: str) -> SafeString:
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', static("ui/icons.svg"), name)


@register.simple_tag
def icon(name: str) -> SafeString:
    return _icon(name or "right")


@register.simple_tag
def tone_shape(tone: str) -> SafeString:
    return _icon(SHAPES.get(tone, "ring"))


@register.simple_tag
def tag(value: Tag | dict[str, Any] | None, boxed: bool = False) -> SafeString:
    if not value or not get(value, "text"):
        return SafeString("")
    tone, text = get(value, "tone") or "plain", get(value, "text")
    shape = _icon(get(value, "shape") or SHAPES[tone])
    # Not format_html: a list has a hundred of these, and it costs four times as much.
    words = text if hasattr(text, "__html__") else escape(str(text))
    return mark_safe(f'<span class="tag tone-{tone}{" boxed" if boxed else ""}">{shape}{words}</span>')  # noqa: S308  (tones are ours, words escaped)


@register.simple_tag
def deadline(value: Deadline | dict[str, Any] | None) -> SafeString:
    if not value or not get(value, "text"):
        return SafeString("")
    return format_html(
        '<time class="deadline tone-{}"{}{}>{}</time>',
        get(value, "tone") or "plain",
        _attr("datetime", get(value, "iso")),
        _attr("title", get(value, "exact")),
        get(value, "text"),
    )


def _attr(name: str, value: str) -> SafeString:
    return format_html(' {}="{}"', name, value) if value else SafeString("")


@register.simple_tag
def avatar(name: str, tone: str = "") -> SafeString:
    """First letters of the given name and the family name: a Vietnamese name ends with the given one."""
    words = str(name).split()
    letters = (words[0][:1] + words[-1][:1] if len(words) > 1 else str(name)[:2]).upper()
    tone = tone or ("plain", "accent", "ok", "warn")[sum(map(ord, str(name))) % 4]
    return format_html('<span class="avatar tone-{}" aria-hidden="true">{}</span>', tone, letters)


@register.simple_tag
def note(text: Any, tone: str = "plain", title: str = "") -> SafeString:
    """A message in the page; `tone` is ours or Django's level word. Errors are announced at once."""
    tone = TONES.get(str(tone).split(" ")[-1], str(tone) or "plain")
    return format_html(
        '<div class="note tone-{}" role="{}">{}<div>{}<p>{}</p></div></div>',
        tone,
        "alert" if tone == "bad" else "status",
        _icon(NOTE_ICONS.get(tone, "info")),
        format_html("<h2>{}</h2>", title) if title else "",
        text,
    )


@register.simple_tag(name="empty_state")
def empty_state(title: str, text: str = "", icon: str = "inbox", action_url: str = "", action: str = "") -> SafeString:
    """What would be here and what to do about it."""
    return format_html(
        '<div class="empty">{}<p class="empty-title">{}</p>{}{}</div>',
        _icon(icon),
        title,
        format_html("<p>{}</p>", text) if text else "",
        format_html('<a class="button" href="{}">{}</a>', action_url, action) if action_url else "",
    )


@register.simple_tag
def progress(label: str, value: int | None = None, maximum: int = 100, words: str = "") -> SafeString:
    """`value` None: under way, how far is unknown."""
    bar = (
        format_html('<progress max="{}" value="{}" aria-label="{}"></progress>', maximum, value, label)
        if value is not None
        else format_html('<progress aria-label="{}"></progress>', label)
    )
    line = format_html('<div class="progress-line"><span>{}</span><span class="muted num">{}</span></div>', label, words)
    return format_html('<div class="progress">{}{}</div>', line, bar)


@register.simple_tag
def crumbs(items: Sequence[Any]) -> SafeString:
    lines = format_html_join(
        "",
        "<li>{}</li>",
        (
            (
                format_html('<a href="{}">{}</a>', get(c, "url"), get(c, "label"))
                if get(c, "url")
                else format_html('<span aria-current="page">{}</span>', get(c, "label")),
            )
            for c in items
        ),
    )
    return format_html('<nav class="crumbs" aria-label="{}"><ol>{}</ol></nav>', _("Vị trí trang"), lines)


@register.simple_tag
def details(items: Iterable[Any]) -> SafeString:
    lines = format_html_join(
        "", "<div><dt>{}</dt><dd>{}</dd></div>", ((get(d, "label"), cell(get(d, "value"), get(d, "url"))) for d in items)
    )
    return format_html('<dl class="details">{}</dl>', lines)


def cell(value: Any, url: str = "") -> SafeString:
    if isinstance(value, Cell):
        small = format_html('<div class="muted small">{}</div>', value.small) if value.small else ""
        return format_html("{}{}{}{}", cell(value.text, value.url), tag(value.tag), deadline(value.deadline), small)
    if isinstance(value, Tag):
        return tag(value)
    if isinstance(value, Deadline):
        return deadline(value)
    if url:
        return format_html('<a href="{}">{}</a>', url, value)
    return conditional_escape(value)


@register.simple_tag
def table_cells(columns: Sequence[Any], line: Any) -> SafeString:
    parts = []
    for column, value in zip(columns, get(line, "cells"), strict=True):
        name = "th" if get(column, "heading", False) else "td"
        scope = ' scope="row"' if name == "th" else ""
        classes = [word for word, on in (("right", get(column, "align") == "right"), ("nowrap", get(column, "nowrap", False))) if on]
        align = f' class="{" ".join(classes)}"' if classes else ""
        parts.append(f"<{name}{scope}{align}>{cell(value)}</{name}>")
    return mark_safe("".join(parts))  # noqa: S308  (every value went through cell())


@register.simple_tag
def rows(rows: Sequence[Any], select: str = "", select_form: str = "") -> SafeString:
    return inbox(rows, get, tag, deadline, _icon("clip"), select, select_form)


@register.inclusion_tag("ui/table.html")
def datatable(
    columns: Sequence[Any],
    lines: Sequence[Any],
    caption: str,
    key: str = "",
    select: str = "",
    select_form: str = "",
    frozen: int = 0,
    client_sort: bool = False,
    toolbar: bool = True,
    caption_note: str = "",
) -> dict[str, Any]:
    """`key` names the place where this browser remembers chosen columns, widths and frozen columns.

    A table with columns of a given width is at least as wide as all of them and scrolls, instead of squeezing the rest.
    """
    least = sum(int(get(c, "width") or 110) for c in columns) if any(get(c, "width") for c in columns) else 0
    return dict(locals())


@register.inclusion_tag("ui/timeline.html")
def timeline(entries: Sequence[Any]) -> dict[str, Any]:
    return {"entries": entries}


@register.inclusion_tag("ui/tabs.html")
def tabs(tabs: Sequence[Any], label: str) -> dict[str, Any]:
    return {"tabs": tabs, "label": label}


@register.inclusion_tag("ui/counts.html")
def counts(counts: Sequence[Any]) -> dict[str, Any]:
    return {"counts": counts}


@register.inclusion_tag("ui/actions.html", takes_context=True)
def actions(context: Context, actions: Sequence[Any], sticky: bool = False, prefix: str = "") -> dict[str, Any]:
    return {"actions": actions, "sticky": sticky, "prefix": prefix, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("ui/preview.html")
def preview(title: str, url: str = "", download: str = "", pages: Sequence[Any] = (), empty: str = "") -> dict[str, Any]:
    """`empty`: why there is no file and will be none."""
    return dict(locals())


@register.inclusion_tag("ui/phrases.html")
def phrases(phrases: Sequence[str], target: str, edit_url: str = "") -> dict[str, Any]:
    """Stock sentences for the text with the id `target`, one tap each; without JavaScript they are not shown."""
    return dict(locals())


@register.inclusion_tag("ui/places.html")
def places(pages: Sequence[Any], places: Sequence[Any], prefix: str = "place_") -> dict[str, Any]:
    return dict(locals())


@register.inclusion_tag("ui/filters.html")
def filters(form: BaseForm, chips: Sequence[Any] = (), clear_url: str = "") -> dict[str, Any]:
    return dict(locals())


@register.inclusion_tag("ui/pager.html", takes_context=True)
def pager(context: Context, page: Any, note: str = "", rising: bool = False) -> dict[str, Any]:
    """`page` has `newer` and `older` cursors (kit.paging.Page); the address keeps every other parameter.

    `rising`: the least stand first, so that the page after this one is the `newer`.
    """
    request = context.get("request")

    def address(name: str) -> str:
        cursor = get(page, name, None)
        if not cursor:
            return ""
        query = request.GET.copy() if request else None
        if query is None:
            return f"?{name}={cursor}"
        for old in ("newer", "older"):
            query.pop(old, None)
        query[name] = cursor
        return "?" + str(query.urlencode())

    before, after, words = "newer", "older", (_("Mới hơn"), _("Cũ hơn"))
    if rising:
        before, after, words = after, before, (_("Trang trước"), _("Trang sau"))
    return {"before_url": address(before), "after_url": address(after), "before": words[0], "after": words[1], "note": note}


@register.inclusion_tag("ui/field.html")
def field(bound: BoundField, label: str = "", wide: bool = False, later: bool = False) -> dict[str, Any]:
    """`later`: may be empty now and is needed before the end, so it is not called optional."""
    widget = bound.field.widget
    limit = getattr(bound.field, "max_bytes", 0)
    return {
        "bound": bound,
        "label": label or bound.label,
        "errors": bound.errors,
        "group": widget.use_fieldset and hasattr(widget, "choices"),
        "check": isinstance(widget, CheckboxInput),
        "file": isinstance(widget, FileInput),
        "many": getattr(widget, "allow_multiple_selected", False),
        "max_bytes": limit or "",
        "limit": file_size(limit) if limit else "",
        "optional": not bound.field.required and not later and not isinstance(widget, CheckboxInput),
        "described": _described(bound),
        "wide": wide,
    }


def _described(bound: BoundField) -> str:
    ids = [f"{bound.auto_id}_helptext"] if bound.help_text else []
    return " ".join([*ids, f"{bound.auto_id}_error"] if bound.errors else ids)


@register.simple_tag
def form_fields(form: BaseForm) -> SafeString:
    """The error summary and every field in order, hidden ones included."""
    hidden = mark_safe("".join(str(f) for f in form.hidden_fields()))  # noqa: S308  (widgets escape)
    shown = "".join(_render("ui/field.html", field(f)) for f in form.visible_fields())
    return format_html("{}{}{}", error_summary_html(form), hidden, mark_safe(shown))  # noqa: S308


def _render(name: str, context: dict[str, Any]) -> str:
    from django.template.loader import render_to_string

    return render_to_string(name, context)


def error_summary_html(*forms: BaseForm) -> SafeString:
    problems = []
    for form in forms:
        if not form.is_bound:
            continue
        for name, errors in form.errors.items():
            bound = form[name] if name in form.fields else None
            for error in errors:
                label, text = (bound.label if bound else ""), str(error)
                if label and absent(text):
                    label, text = "", f"{text.removesuffix('.')}: {label}"
                problems.append({"id": _target(bound) if bound else "", "label": label, "text": text})
    return mark_safe(_render("ui/error_summary.html", {"problems": problems}))  # noqa: S308  (a template's output)


def _target(bound: BoundField) -> str:
    return bound.auto_id if bound.field.widget.use_fieldset else bound.id_for_label


@register.simple_tag
def error_summary(*forms: BaseForm) -> SafeString:
    return error_summary_html(*forms)


@register.simple_block_tag
def fieldset(content: str, legend: str) -> SafeString:
    return format_html('<fieldset class="fieldset"><legend>{}</legend>{}</fieldset>', legend, content)


@register.simple_block_tag
def card(content: str, title: str = "", flush: bool = False) -> SafeString:
    """A titled surface; `flush` leaves the padding to the content (rows, tables)."""
    head = format_html('<div class="card-head"><h2>{}</h2></div>', title) if title else ""
    return format_html('<section class="card">{}<div class="{}">{}</div></section>', head, "card-flush" if flush else "card-body", content)


@register.simple_block_tag
def dialog(content: str, id: str, title: str, wide: bool = False) -> SafeString:
    """Opened by any element with data-dialog="<id>"; closed by Esc, the cross, or a form with method="dialog"."""
    return format_html(
        '<dialog id="{id}"{wide} aria-labelledby="{id}-title"><div class="dialog-head"><h2 id="{id}-title">{title}</h2>'
        '<form method="dialog"><button class="icon-button" aria-label="{close}">{cross}</button></form></div>'
        '<div class="dialog-body">{content}</div></dialog>',
        id=id,
        wide=_attr("class", "wide" if wide else ""),
        title=title,
        close=_("Đóng"),
        cross=_icon("cross"),
        content=content,
    )


@register.simple_block_tag
def live(content: str, url: str, every: int = 30, id: str = "") -> SafeString:
    """A part that asks the server again every so many seconds and replaces itself (the view answers with this part only)."""
    return format_html('<div{} hx-get="{}" hx-trigger="every {}s" hx-swap="innerHTML">{}</div>', _attr("id", id), url, every, content)
