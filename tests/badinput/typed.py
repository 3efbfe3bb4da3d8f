"""What can be typed or sent: every form that pages show, read from their HTML so that a new field is never forgotten, and bad values."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote_from_bytes, urljoin

from lxml import html

from tests.leaks.plant import Planted
from tests.leaks.walk import Walk

Sent = dict[str, list[bytes]]
TOKEN = "csrfmiddlewaretoken"
DIGITS = "9" * 20
NUL = "a\0b"
SURROGATE = b"a\xed\xa0\x80b"
LONG = "x" * 100_000
DAYS = ("31/02/2020", "01/01/0001", "31/12/9999", "9999-12-31")
DAY_FIELDS = ("due", "co_due", "until", "since", "on", "day", "answer_by", "last_date", "document_date")
BY_KIND: dict[str, tuple[str | bytes, ...]] = {
    "day": ("abc", *DAYS),
    "choice": ("", "abc", DIGITS, "²", NUL),
    "words": (NUL, SURROGATE, LONG),
}
PARAMETERS = (
    "q", "nam", "thang", "year", "agency", "unit", "right", "state", "kind", "box", "type_code", "channel", "since", "until", "on", "page", "older",
    "newer", "notation", "issuer", "document_date", "in", "next",
)  # fmt: skip
CURSORS = (
    b"",
    b"[]",
    b"[null,null,null]",
    b"[1]",
    b'["a","b"]',
    b'[1,"a"]',
    b'["a",1]',
    b'["2020-02-31","x"]',
    b'[1e400,"a"]',
    b'["\\u0000","\\ud800"]',
)


VALUES = ("9" * 5000, "%00", "%C2%B2", "abc", "-1", DIGITS, "%ED%A0%80", "31/02/2020", "0001-01-01", "9999-12-31")


def _questions() -> Iterator[str]:
    for value in VALUES:
        yield "&".join(f"{name}={value}" for name in PARAMETERS if name not in ("older", "newer"))
    for cursor in ("%25%25", *(urlsafe_b64encode(c).decode().rstrip("=") for c in CURSORS)):
        yield f"older={cursor}"
    yield f"newer={urlsafe_b64encode(CURSORS[-3]).decode()}"


QUESTIONS = tuple(_questions())
"""Of a list; a page of one object is asked the first FEW."""
FEW = 3


@dataclass(frozen=True)
class Found:
    """A form of a page: who sends it where, the kind of each of its fields, and what it holds before anything is typed."""

    who: str
    page: str
    address: str
    kinds: dict[str, str]
    holds: dict[str, list[str]]


def forms_of(walk: Walk, planted: Planted, who: str, address: str) -> list[Found]:
    """The POST forms of one page."""
    response = walk.client(getattr(planted.cast, who)).get(address)
    assert response.status_code == 200, f"{who} {address} {response.status_code}"
    page = html.document_fromstring(response.content.decode())
    return list(_forms(page, who, address))


def _forms(page: html.HtmlElement, who: str, address: str) -> Iterator[Found]:
    for form in page.iter("form"):
        to = form.get("hx-post") or (form.get("action") if form.get("method", "").lower() == "post" else None)
        if to is None and form.get("method", "").lower() != "post":
            continue
        kinds: dict[str, str] = {}
        holds: dict[str, list[str]] = {}
        for box in form.xpath(".//input|.//select|.//textarea|.//button"):
            name, kind = box.get("name"), box.get("type") or box.tag
            if not name or name == TOKEN:
                continue
            kinds.setdefault(name, _kind(name, kind))
            if kind != "file" and (kind not in ("checkbox", "radio") or box.get("checked") is not None):
                holds.setdefault(name, []).append(_value(box))
        yield Found(who, address, urljoin(address, to or ""), kinds, holds)


def _kind(name: str, kind: str) -> str:
    if name in DAY_FIELDS:
        return "day"
    return {"select": "choice", "hidden": "choice", "radio": "choice", "checkbox": "choice", "number": "choice", "file": "file"}.get(
        kind, "words"
    )


def _value(box: html.HtmlElement) -> str:
    if box.tag == "textarea":
        return str(box.text or "").strip() or "Lời mẫu"
    if box.tag == "select":
        chosen = box.xpath(".//option[@selected]") or box.xpath(".//option[@value!='']")
        return str(chosen[0].get("value", "")) if chosen else ""
    if box.get("type") == "hidden":
        return box.get("value") or ""
    return box.get("value") or ("5/1" if box.get("name") in DAY_FIELDS else "Lời mẫu")


def bodies(form: Found) -> Iterator[tuple[str, bytes]]:
    """(what is wrong, an urlencoded body): nothing at all, then one field at a time gone, twice, and with each bad value of its kind."""
    yield "as it stands", encoded(form.holds)
    yield "empty", b""
    for name in _telling(form.kinds):
        kind = form.kinds[name]
        if kind == "file":
            yield f"{name}: text for a file", encoded({**form.holds, name: ["abc"]})
            continue
        yield f"{name}: missing", encoded({k: v for k, v in form.holds.items() if k != name})
        yield f"{name}: twice", encoded({**form.holds, name: [*form.holds.get(name, ["1"]), "abc"]})
        for value in BY_KIND[kind]:
            yield f"{name}: {value[:24]!r}", encoded({**form.holds, name: [value]})


def _telling(kinds: dict[str, str]) -> Iterable[str]:
    """Names of a row that repeats (`part-o5`, `mail:…`) stand for one another: the first of each."""
    seen: set[str] = set()
    for name in kinds:
        stem = name.split("-")[0].split(":")[0]
        if stem == name or stem not in seen:
            yield name
        seen.add(stem)


def encoded(fields: dict[str, list[str]] | dict[str, list[str | bytes]] | object) -> bytes:
    assert isinstance(fields, dict)
    pairs = []
    for name, values in fields.items():
        for value in values:
            raw = value if isinstance(value, bytes) else value.encode()
            pairs.append(f"{quote_from_bytes(name.encode())}={quote_from_bytes(raw)}")
    return "&".join(pairs).encode()
