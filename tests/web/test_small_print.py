"""Words first: codes are small print beneath them, and a page that cannot do something says where it can be done."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory

from tests.cast import Cast
from tests.web.conftest import PASSWORD
from tinhso.core.access.public import Actor
from tinhso.core.people.models import Account
from tinhso.ui.rows import Cell
from tinhso.ui.templatetags.ui import cell
from tinhso.web.administration import wording
from tinhso.web.context import passkeys

Browser = Callable[[Actor], Client]


@pytest.mark.parametrize(
    ("path", "status", "code"), [("/quan-tri/viec-nen/", 403, "access.denied"), ("/van-ban-den/?older=sai", 400, "paging.cursor")]
)
def test_an_error_page_speaks_before_it_names_its_code(cast: Cast, as_: Browser, path: str, status: int, code: str) -> None:
    page = as_(cast.specialist).get(path)
    assert page.status_code == status
    main = page.content.decode().partition("<main")[2]
    heading, small = main.index("<h1>"), main.index(f"<code>{code}</code>")
    assert heading < main.index("<p>") < small
    assert str(status) not in main[: main.index("reference")]


def test_why_a_job_failed_is_said_in_words(cast: Cast) -> None:
    assert wording.failure("tinhso.kit.errors.Refusal: series.none\ncore/x.py:1 f") == "Bị một quy tắc từ chối (mã series.none)"
    assert wording.failure("builtins.ValueError\ncore/x.py:1 f") == "Chương trình gặp lỗi (ValueError)"


def test_an_unnamed_things_code_is_small_print(cast: Cast) -> None:
    assert wording.known("outgoing", "0198-f") == ("Văn bản đi", "mã 0198-f")
    assert wording.known("agency", cast.agency)[1] == ""
    assert cell(Cell("Văn bản đi", small="mã 0198-f")) == 'Văn bản đi<div class="muted small">mã 0198-f</div>'


@pytest.mark.parametrize(
    ("host", "works", "named"),
    [
        ("localhost:8000", True, ""), ("so.example", True, ""), ("127.0.0.1:8000", False, "http://localhost:8000/a/?b=1"),
        ("127.0.0.1", False, "http://localhost/a/?b=1"), ("[::1]:8000", False, "http://localhost:8000/a/?b=1"), ("10.0.0.7", False, ""),
    ],
)  # fmt: skip
def test_a_passkey_needs_a_name_and_this_machine_has_one(settings: object, host: str, works: bool, named: str) -> None:
    settings.ALLOWED_HOSTS = ["*"]  # type: ignore[attr-defined]
    assert passkeys(RequestFactory().get("/a/?b=1", HTTP_HOST=host)) == {"work": works, "named": named}


def test_under_an_ip_address_the_page_of_passkeys_says_so_and_links_to_the_name(cast: Cast) -> None:
    cache.clear()
    account = Account.objects.get(pk=cast.specialist.account)
    account.set_password(PASSWORD)
    account.save()
    add = "/accounts/2fa/webauthn/add/"

    def asked(host: str) -> str:
        client = Client(headers={"host": host})
        client.post("/accounts/login/", {"login": account.login, "password": PASSWORD})
        return client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": add}, follow=True).content.decode()

    numbered, named = asked("127.0.0.1:8000"), asked("localhost:8000")
    assert f'href="http://localhost:8000{add}"' in numbered and "địa chỉ IP" in numbered
    assert not re.search(r'id="mfa_webauthn_add"', numbered)
    assert 'id="mfa_webauthn_add"' in named and "địa chỉ IP" not in named
    cache.clear()
