"""What a screen is: who looks at it and where, how its form is sent wrongly, where it is empty."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO

from django.urls import reverse
from playwright.sync_api import Page

from tests.core.people.test_import import PEOPLE, POSTS, UNITS, workbook
from tests.documents.registers.conftest import OUT, book
from tests.documents.registers.conftest import out as old_out
from tests.leaks.plant import Planted

Addresses = Callable[[Planted], list[str]]


@dataclass(frozen=True)
class Mistake:
    """A form sent wrongly: `form` as `eyes.FORMS` calls it ("" the page's own, else its dialog), `typed` into its fields before.

    `at`: the address, where it is not the last one of the screen; `shows`: what the answer shows.
    """

    typed: Mapping[str, str] = field(default_factory=dict)
    form: str = ""
    shows: str = "#error-summary"
    at: Addresses | None = None


@dataclass(frozen=True)
class Empty:
    """Somebody of the idle agency (or, `idle` false, of the cast) to whom the screen shows nothing, and at which address."""

    who: str = "clerk"
    at: Addresses | None = None
    idle: bool = True


@dataclass(frozen=True)
class Screen:
    """`who` of the cast ("" a stranger) looks at each address, and arrives where `ways` lead.

    Every form in which something is typed or chosen is sent wrongly (`errs`) or `spared` with a reason; every list is seen
    `empty` or says why it never is.
    """

    who: str
    at: Addresses | None = None
    errs: tuple[Mistake, ...] = ()
    spared: Mapping[str, str] = field(default_factory=dict)
    empty: Empty | str | None = None
    ways: tuple[Callable[[Page], None], ...] = ()


@dataclass(frozen=True)
class NoScreen:
    """`why` it is none."""

    why: str


FILE = NoScreen("a file")
POST = NoScreen("answers POST only")
PART = NoScreen("a part of another screen")
SENT_ON = NoScreen("sends on to another screen")
ASKS = NoScreen("comes up only while an authenticator is enrolled: looked at in a test of its own")

AS_IT_STANDS = (Mistake(),)
"""Sent as it was opened, something is missing."""
SAID = "[data-message=error]"
"""What a refusal of a one-line dialog leaves on the page it came from."""
PLAIN = "body.plain h1"
"""The page of an error."""


def out(route: str, *states: str) -> Addresses:
    return lambda p: [reverse(route, args=[p.out[s]]) for s in states]


def into(route: str, *states: str) -> Addresses:
    return lambda p: [reverse(route, args=[p.into[s]]) for s in states]


def verb(*pairs: tuple[str, str]) -> Addresses:
    return lambda p: [reverse("incoming_do", args=[p.into[s], v]) for s, v in pairs]


def each(route: str, *values: object) -> Addresses:
    return lambda p: [reverse(route, args=[v]) for v in values]


def of(route: str, *attributes: str) -> Addresses:
    """By the ids that the planting kept under these names."""
    return lambda p: [reverse(route, args=[getattr(p, name)]) for name in attributes]


def about(route: str, attribute: str) -> Addresses:
    return lambda p: [reverse(route, args=[getattr(p.cast, attribute).post])]


def plain(*addresses: str) -> Addresses:
    return lambda _: [*addresses]


def uploaded(book: BytesIO) -> Callable[[Page], None]:
    """Through the form of the import to its preview."""

    def way(page: Page) -> None:
        page.goto(reverse("import"))
        media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        page.locator("input[type=file]").set_input_files({"name": "nhap.xlsx", "mimeType": media, "buffer": book.getvalue()})
        page.locator("main form[method=post] .actions button").click()
        page.wait_for_url(f"**{reverse('import_preview')}")

    return way


def right_book() -> BytesIO:
    return workbook(units=[UNITS, ["P9", "Phòng Chín", "Đơn vị", "H99.01", "P9", "", "01/01/2020"]])


def wrong_book() -> BytesIO:
    """A unit without a name, a person without one, a post of a person who is not there."""
    return workbook(
        units=[UNITS, ["P9", "", "Đơn vị", "không có", "P9", "", "99/99/2020"]],
        people=[PEOPLE, [1, "", "nữ", "TÊN SAI"]],
        posts=[POSTS, [7, "không có", "", "vua", "hôm qua", ""]],
    )


def old_uploaded(data: bytes) -> Callable[[Page], None]:
    """Through the form of an old register's import to its preview."""

    def way(page: Page) -> None:
        page.goto(reverse("old_import"))
        page.locator("[name=year]").fill("2017")
        media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        page.locator("input[type=file]").set_input_files({"name": "so-2017.xlsx", "mimeType": media, "buffer": data})
        page.locator("main form[method=post] .actions button").click()
        page.wait_for_url(f"**{reverse('old_import_preview')}")

    return way


def right_register() -> bytes:
    """With something to look at again: a number against the order of days."""
    return book(OUT, old_out(day="05/01/2017"), old_out("02/QĐ-STNA", day="04/01/2017"))


def wrong_register() -> bytes:
    return book(OUT, old_out(), old_out("QĐ-STNA", subject="", copies="ba"))
