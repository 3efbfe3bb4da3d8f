"""What components are given: plain frozen values, formatted once in Python (2.8 times cheaper than template filters).

A dict with the same keys serves as well. `tone` is one of `plain accent ok warn bad`; every text is ready to show.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Tone = Literal["plain", "accent", "ok", "warn", "bad"]


class Post(Protocol):
    """One post of the person at the screen, for the role switch."""

    @property
    def id(self) -> int | None: ...
    @property
    def title(self) -> str: ...


class Actor(Protocol):
    """What the frame of the page shows of the person at work; `core.access.Actor` or any view of it fits."""

    @property
    def name(self) -> str: ...
    @property
    def post_title(self) -> str: ...
    @property
    def agency_name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Tag:
    """Status as shape + word + colour; `shape` is an icon name, by default the tone's own."""

    text: str
    tone: Tone = "plain"
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """`text` in words ("còn 2 ngày"), `exact` for the tooltip and `iso` for machines."""

    text: str
    tone: Tone = "plain"
    exact: str = ""
    iso: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A two-line row: the subject in full, beneath it number, issuer, date and other short words."""

    id: str | int
    url: str
    subject: str
    number: str = ""
    issuer: str = ""
    date: str = ""
    more: Sequence[str] = ()
    tag: Tag | None = None
    deadline: Deadline | None = None
    urgency: Tag | None = None
    unread: bool = False
    files: int = 0
    fixed: bool = False
    """Not to be ticked, where the others of its list are."""


@dataclass(frozen=True, slots=True)
class Column:
    """A register's column. `sort_url` makes the heading a link; `sorted` is "", "ascending" or "descending"; `width` in px."""

    key: str
    label: StrOrPromise
    align: Literal["left", "right"] = "left"
    width: int = 0
    sort_url: str = ""
    sorted: str = ""
    hidden: bool = False
    heading: bool = False
    nowrap: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is more than text: a link, a tag or a deadline. Elsewhere a plain string will do."""

    text: str = ""
    url: str = ""
    tag: Tag | None = None
    deadline: Deadline | None = None
    small: str = ""
    """Small print beneath."""


@dataclass(frozen=True, slots=True)
class Line:
    """A register line: `cells` in the order of the columns (str or Cell); `void`: struck out, its number counts for nothing."""

    id: str | int
    cells: Sequence[str | Cell]
    void: bool = False


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    what: str
    who: str = ""
    when: str = ""
    iso: str = ""
    opinion: str = ""
    tone: Tone = "plain"
    link: str = ""
    link_text: str = ""


@dataclass(frozen=True, slots=True)
class Crumb:
    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class NavItem:
    """`group` is the heading it stands under; `count` is shown at the right ("" for none)."""

    label: str
    url: str
    icon: str = "right"
    count: str = ""
    current: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    url: str
    current: bool = False
    count: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """A number which is a link: `value` is formatted."""

    value: str
    label: str
    url: str = ""
    tone: Tone | Literal[""] = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """A button. With `post` it is a one-button form (CSRF included, `fields` sent along), with `dialog` it opens that dialog,
    else a link. `disabled` is the reason why not, shown beneath: a right that is missing is explained, not hidden."""

    label: str
    url: str = ""
    kind: Literal["primary", "secondary", "danger", "quiet"] = "secondary"
    icon: str = ""
    post: bool = False
    fields: dict[str, Any] = field(default_factory=dict)
    dialog: str = ""
    disabled: str = ""
    push: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter and the address of the list without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Detail:
    """A line of a description list."""

    label: str
    value: str | Tag | Deadline
    url: str = ""


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page of a PDF as an image; mm are the page's own size."""

    url: str
    number: int
    width_mm: float = 210.0
    height_mm: float = 297.0


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle on a page, mm from the page's top left corner. `kind`: number day month person agency."""

    kind: str
    label: str
    page: int = 1
    x: float = 0.0
    y: float = 0.0
    width: float = 30.0
    height: float = 8.0

    @property
    def value(self) -> str:
        return ";".join(f"{n:g}" for n in (self.page, self.x, self.y, self.width, self.height))

    @classmethod
    def parse(cls, kind: str, text: str, label: str = "") -> Place:
        """The place a `<ts-places>` input carries: "page;x;y;width;height". Raises ValueError where it is malformed."""
        page, x, y, width, height = (float(part) for part in text.split(";"))
        if page < 1 or page != int(page) or not (0 <= x <= 2000 and 0 <= y <= 2000 and 0 < width <= 2000 and 0 < height <= 2000):
            raise ValueError("place outside of any page")
        return cls(kind, label, int(page), x, y, width, height)
