"""Walking every address as somebody, and everything an answer says put into one searchable text."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pypdfium2
from django.test import Client

from tests.leaks.plant import Planted
from tinhso.core.access.public import Actor
from tinhso.core.people.models import Account

CHANGING = re.compile(r'(csrfmiddlewaretoken" value|X-CSRFToken"|nonce)[=:]? ?"[^"]*"|\d\d:\d\d(:\d\d)?|/static/\S+')
COUNTING = (
    "/", "/viec/", "/viec/unit/", "/thong-bao/", "/tim/?q=thiennga", "/van-ban-di/", "/van-ban-di/so/", "/van-ban-di/so.pdf", "/van-ban-di/so.xlsx", "/van-ban-di/chua-nhan/", "/so-cu/di/", "/so-cu/den/", "/van-ban-den/",
    "/van-ban-den/so/", "/van-ban-den/so.pdf", "/van-ban-den/so.xlsx", "/van-ban-den/theo-doi/", "/van-ban-den/theo-doi.xlsx", "/van-ban-den/khoa-so/", "/van-ban-den/khoa-so-nam/", "/van-ban-den/tre-han/", "/van-ban-den/bi-thu/", "/lien-thong/", "/van-ban-den/giay/", "/chi-so/",
)  # fmt: skip
"""Lists, registers, numbers to come: whatever counts."""
UNTOUCHED = ("other_clerk", "other_director", "colleague", "second_head", "deputy", "administrator")
"""People in whose lists nothing changed by what was planted, not even a number."""
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class Walk:
    """A browser for each of the cast; `former` logged in before he left."""

    def __init__(self, planted: Planted) -> None:
        self.planted = planted
        self.clients: dict[int | None, Client] = {None: Client(raise_request_exception=False)}
        self.client(planted.former)

    def client(self, actor: Actor | None) -> Client:
        key = actor.post if actor else None
        if key not in self.clients:
            made = self.clients[key] = Client(raise_request_exception=False)
            assert actor is not None
            made.force_login(Account.objects.get(pk=actor.account), backend=BACKEND)
        return self.clients[key]


def said(response: Any) -> str:
    """Status, headers, cookies and body of an answer, files opened, in lower case."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    head = f"{response.status_code} {dict(response.headers)} {response.cookies}"
    return f"{head}\n{inside(body)}".lower()


def inside(body: bytes) -> str:
    if body.startswith(b"%PDF"):
        return words(body) + body.decode("latin-1")
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as folder:
            return "\n".join(f"{n} {folder.read(n).decode('utf-8', 'replace')}" for n in folder.namelist())
    return body.decode("utf-8", "replace")


def words(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as opened:
        return "\n".join(page.get_textpage().get_text_bounded() for page in opened)


def comparable(response: Any, address: str) -> tuple[int, dict[str, str], str]:
    """An answer without what differs between any two: tokens, nonces, the time, the address itself."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = {k: CHANGING.sub("", str(v)) for k, v in response.headers.items() if k not in ("Content-Length", "Content-Security-Policy")}
    ids = [part for part in address.split("?")[0].split("/") if part]

    def plain(text: str) -> str:
        for part in ids:
            if len(part) > 30 or part.isdigit():
                text = text.replace(f"/{part}/", "/ID/").replace(f"%2F{part}%2F", "%2FID%2F")
        return CHANGING.sub("", text)

    return (
        response.status_code,
        {k: plain(v) for k, v in headers.items()},
        plain(words(body) if body.startswith(b"%PDF") else inside(body)),
    )
