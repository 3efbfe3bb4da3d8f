"""Whatever is sent to any address of the product, the answer is a page that says what is wrong, never an error of the server."""

from __future__ import annotations

import traceback
from typing import Any

import pytest
from django.db import connection, transaction
from django.urls import reverse

from tests.badinput.routes import PAGES, hidden
from tests.badinput.typed import FEW, QUESTIONS, Found, bodies, forms_of
from tests.leaks.addresses import ADDRESSES, asked
from tests.leaks.plant import Planted
from tests.leaks.walk import Walk

WHO = ("clerk", "specialist", "director", "chief", "unit_head", "administrator")
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def walk(planted: Planted) -> Walk:
    """Everybody is logged in before the first request, so that no login is rolled back."""
    made = Walk(planted)
    for who in WHO:
        made.client(getattr(planted.cast, who))
    return made


def undone(walk: Walk, who: str, method: str, address: str, **more: Any) -> str:
    """What went wrong in the server, if anything, in a request whose every trace is rolled back; what the database would only find out at COMMIT counts as an error."""
    client = walk.client(None if who == "anonymous" else getattr(walk.planted.cast, who))
    before = client.cookies.copy()
    with transaction.atomic():
        response = getattr(client, method)(address, **more)
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        finally:
            transaction.set_rollback(True)
    client.cookies = before
    if response.streaming:
        response.close()
    return f"{response.status_code} {exc_of(response)}" if response.status_code >= 500 else ""


def exc_of(response: Any) -> str:
    """The exception behind an error page and where in the product it was raised."""
    if not response.exc_info:
        return ""
    ours = [f for f in traceback.extract_tb(response.exc_info[2]) if "/tinhso/" in f.filename]
    return f"{response.exc_info[1]!r} at {[f'{f.filename}:{f.lineno}' for f in ours[-1:]]}"


def sweep(walk: Walk, form: Found) -> list[str]:
    return [
        f"{form.who} {form.address} {wrong}: {failed}"
        for wrong, body in bodies(form)
        if (failed := undone(walk, form.who, "post", form.address, data=body, content_type=FORM))
    ]


@pytest.mark.parametrize(("who", "route", "where"), PAGES, ids=[f"{who}-{route}-{n}" for n, (who, route, _) in enumerate(PAGES)])
def test_no_form_of_a_page_can_be_filled_in_so_that_the_server_fails(who: str, route: str, where: Any, walk: Walk) -> None:
    found = forms_of(walk, walk.planted, who, reverse(route, args=where(walk.planted)))
    assert [line for form in found for line in sweep(walk, form)] == []


def test_nor_what_only_dialogs_and_scripts_send(walk: Walk) -> None:
    assert [line for form in hidden(walk.planted) for line in sweep(walk, form)] == []


@pytest.mark.parametrize("start", ["/van-ban-di/", "/van-ban-den/", "/quan-tri/", "/"])
def test_no_address_fails_on_what_stands_behind_its_question_mark(start: str, walk: Walk) -> None:
    failed = []
    for route in ADDRESSES:
        who, address = asked(route, walk.planted)
        of_one = ADDRESSES[route].arguments is not None and not route.endswith(("_box", "_kind", "_status"))
        questions = QUESTIONS[:FEW] if of_one or route.startswith(("mfa_", "account_")) else QUESTIONS
        if next(s for s in ("/van-ban-di/", "/van-ban-den/", "/quan-tri/", "/") if address.startswith(s)) == start:
            failed += [f"{who} {address}?{q[:80]}: {bad}" for q in questions if (bad := undone(walk, who, "get", f"{address}?{q}"))]
    assert failed == []
