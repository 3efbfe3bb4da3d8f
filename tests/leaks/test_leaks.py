"""The leak matrix: what one unit of one agency writes is found by nobody who has no right to it, at no address of the product."""

from __future__ import annotations

import pytest

from tests.leaks import exemptions
from tests.leaks.addresses import ADDRESSES, addresses, asked, never_was, routes
from tests.leaks.plant import CANARIES, CANARY, HOUSE, OFFICE, Planted
from tests.leaks.policy import Page, faults, parsed
from tests.leaks.walk import COUNTING, UNTOUCHED, Walk, comparable, said
from tinhso.core.access.public import Actor

pytestmark = pytest.mark.slow
WRONG = (
    "other_clerk", "other_director", "other_administrator", "colleague", "second_head", "deputy", "administrator", "former", "anonymous",
)  # fmt: skip
INSIDE = ("colleague", "second_head", "deputy", "administrator")
"""The wrong people of the same agency."""


def forbidden(name: str) -> tuple[str, ...]:
    """The canaries that this wrong person may see nowhere."""
    rightful = {HOUSE: INSIDE, OFFICE: ("administrator",)}
    return tuple(canary for canary in CANARIES if name not in rightful.get(canary, ()))


def person(planted: Planted, name: str) -> Actor | None:
    if name == "anonymous":
        return None
    found: Actor = getattr(planted, name, None) or getattr(planted.cast, name)
    return found


def test_every_route_has_an_entry_and_every_entry_a_route() -> None:
    assert sorted(ADDRESSES) == routes()


def test_exemptions_are_few_and_each_has_its_reason() -> None:
    given = {**exemptions.NOT_POSTED, **exemptions.INSTANCE_WIDE}
    assert given.keys() <= ADDRESSES.keys()
    assert len(given) + len(exemptions.RIGHTFUL) <= 12 and all({**given, **exemptions.RIGHTFUL}.values())


@pytest.mark.parametrize("name", WRONG)
def test_the_wrong_person_finds_the_canary_nowhere(name: str, walk: Walk, caplog: pytest.LogCaptureFixture) -> None:
    client = walk.client(person(walk.planted, name))
    leaks, broken = [], []
    for route in ADDRESSES:
        for address in addresses(route, walk.planted):
            for method in ("get", "post"):
                if method == "post" and route in exemptions.NOT_POSTED:
                    continue
                response = getattr(client, method)(address)
                words = said(response)
                leaks += [f"{method} {address} {response.status_code} {canary}" for canary in forbidden(name) if canary in words]
                if response.status_code >= 500:
                    broken.append(f"{method} {address} {response.status_code}")
    assert (leaks, broken) == ([], [])
    assert not [canary for canary in CANARIES if canary in caplog.text.lower()]


@pytest.mark.parametrize("name", WRONG)
def test_an_object_out_of_sight_answers_exactly_like_one_that_never_was(name: str, walk: Walk) -> None:
    client = walk.client(person(walk.planted, name))
    told_apart = []
    for route in ADDRESSES.keys() - exemptions.INSTANCE_WIDE.keys():
        if route in exemptions.RIGHTFUL.get(name, ""):
            continue
        for there, nowhere in never_was(route, walk.planted):
            for method in ("get", "post"):
                one, other = (getattr(client, method)(address) for address in (there, nowhere))
                if comparable(one, there) != comparable(other, nowhere):
                    told_apart.append(f"{method} {there}: {one.status_code} {other.status_code}")
    assert told_apart == []


def test_whatever_is_answered_loads_nothing_foreign_and_is_framed_by_nobody_else(walk: Walk) -> None:
    """A word that got into a page as markup could fetch nothing, send nothing away and run nothing (Content-Security-Policy)."""
    open_ones, kinds = [], set()
    for route in ADDRESSES:
        who, address = asked(route, walk.planted)
        for name in (who, "anonymous"):
            response = walk.client(person(walk.planted, name)).get(address)
            open_ones += [f"{name} {address} {response.status_code}: {fault}" for fault in faults(response)]
            kinds.add((response.status_code, response.headers.get("Content-Type", "").partition(";")[0]))
            response.close()
    assert open_ones == []
    wanted = {(200, "text/html"), (200, "application/pdf"), (200, "image/png"), (302, "text/html"), (404, "text/html"), (405, "text/html")}
    assert wanted <= kinds, "pages, files and refusals were among them"


@pytest.mark.parametrize("markup", [
    "<script>1</script>", '<script nonce="x">1</script>', "<p onclick=x>", '<p style="color:red">', '<img src="https://x.example/a.png">',
    '<script src="//x.example/a.js"></script>', '<form action="http://x.example">', '<a href="javascript:1">', "<style>p{}</style>",
])  # fmt: skip
def test_the_look_at_a_page_sees_what_a_policy_speaks_of(markup: str) -> None:
    page = Page({"the-response's-own"})
    page.feed(f"<!doctype html><title>x</title>{markup}")
    assert len(page.faults) == 1
    assert parsed("a 'self' 'nonce-AAAAAAAAAAAAAAAAAAAAAA=='; b *") == ({"a": {"'self'"}, "b": {"*"}}, {"AAAAAAAAAAAAAAAAAAAAAA=="})


@pytest.mark.parametrize("name", UNTOUCHED)
def test_no_list_and_no_count_of_others_changes_by_what_was_planted(name: str, walk: Walk) -> None:
    client = walk.client(person(walk.planted, name))
    changed = [a for a in COUNTING if comparable(client.get(a), a) != walk.planted.before[name, a]]
    assert changed == []


def test_a_personnel_matter_is_hidden_even_from_those_who_see_everything(walk: Walk) -> None:
    p = walk.planted
    for actor, seen in ((p.cast.specialist, True), (p.cast.clerk, False), (p.cast.chief, False), (p.cast.unit_head, False)):
        response = walk.client(actor).get(f"/van-ban-di/{p.named}/")
        assert (response.status_code == 200) is seen, actor.name
        assert (f"/{p.named}/" in said(walk.client(actor).get("/tim/?q=named"))) is seen, actor.name


@pytest.mark.parametrize("route", sorted(name for name, entry in ADDRESSES.items() if entry.shows))
def test_the_right_people_do_find_it(route: str, walk: Walk) -> None:
    c = walk.planted.cast
    for actor in (c.specialist, c.unit_head, c.clerk, c.director, c.chief):
        for address in addresses(route, walk.planted):
            if CANARY in said(walk.client(actor).get(address)):
                return
    pytest.fail(f"nobody finds the canary at {route}: the test could not fail")


def test_the_office_and_the_house_do_find_theirs(walk: Walk) -> None:
    p = walk.planted
    for actor, address, canary in (
        (p.cast.administrator, f"/quan-tri/nguoi/{p.cast.specialist.post}/", OFFICE),
        (p.cast.administrator, f"/quan-tri/nguoi/{p.locked}/", OFFICE),
        (p.cast.administrator, f"/quan-tri/uy-quyen/{p.mandate}/", OFFICE),
        (p.cast.specialist, "/tai-khoan/quyen/", OFFICE),
        (p.cast.administrator, "/quan-tri/lich/", HOUSE),
        (p.cast.administrator, "/quan-tri/so/", HOUSE),
        (p.cast.colleague, "/van-ban-di/nhom/", HOUSE),
        (p.cast.colleague, "/lich-tuan/", HOUSE),
        (p.cast.chief, f"/lich-tuan/{p.meeting}/", HOUSE),
    ):
        assert canary in said(walk.client(actor).get(address)), address
