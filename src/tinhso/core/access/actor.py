"""The one who acts: a person on a post in an agency at an instant. A plain value; `people` builds it, everyone receives it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from tinhso.kit.errors import Refusal
from tinhso.kit.typed import whole


class Role(StrEnum):
    """What a post does in its agency; rights follow from it (see `permissions`)."""

    CLERK = "clerk"
    CHIEF_OF_OFFICE = "chief_of_office"
    SPECIALIST = "specialist"
    UNIT_HEAD = "unit_head"
    DEPUTY_HEAD = "deputy_head"
    DEPUTY = "deputy"
    DIRECTOR = "director"
    ADMINISTRATOR = "administrator"


LEADERS = frozenset({Role.DIRECTOR, Role.DEPUTY})
"""Those who sign and direct for the agency."""

REGISTER_READERS = frozenset({Role.CLERK, Role.CHIEF_OF_OFFICE, Role.DIRECTOR})
"""Those who see every register line of their agency."""


@dataclass(frozen=True, slots=True)
class Actor:
    """`agencies` is what the database's wall lets through; `principals` is matched with each record's audience."""

    person: int | None
    post: int | None
    agency: int
    unit: int | None
    name: str
    title: str
    roles: frozenset[Role]
    agencies: tuple[int, ...]
    principals: frozenset[str]
    grants: frozenset[str] = field(default_factory=frozenset)
    account: int | None = None

    @property
    def is_system(self) -> bool:
        return self.person is None

    @property
    def own_post(self) -> int:
        """The post for acts that only a person does. Raises Refusal for the system."""
        if self.post is None:
            raise Refusal(
                "access.no_post", vi="Việc này phải do người giữ vị trí công tác làm.", en="This is done by a person on a post.", status=403
            )
        return self.post

    @property
    def own_person(self) -> int:
        if self.person is None:
            raise Refusal("access.no_person", vi="Việc này phải do một người làm.", en="This is done by a person.", status=403)
        return self.person

    @property
    def desk(self) -> str:
        """The desk of his own post (o12), lent ones apart; the system has none: an empty string, which is nobody's."""
        return post(self.post) if self.post is not None else ""

    @property
    def owner(self) -> str:
        """The owner of what is private: the person (p7), not the post; who stands in for him, or has the post after him, finds nothing.

        Raises Refusal for the system.
        """
        return person(self.own_person)


def system(agency: int, *, also: tuple[int, ...] = ()) -> Actor:
    """The product itself, in a job, for one agency (and, for a delivery, its counterpart)."""
    return Actor(
        person=None, post=None, agency=agency, unit=None, name="Hệ thống", title="", roles=frozenset(),
        agencies=(agency, *also), principals=frozenset({every(agency), everyone(agency)}),
    )  # fmt: skip


# Principals: who may see a record, written as short strings in `audience` and in `Actor.principals`.


def every(agency: int) -> str:
    """Those who see all of an agency's documents: clerk, chief of office, director."""
    return f"a{agency}.all"


def everyone(agency: int) -> str:
    """Everybody who holds a post in the agency."""
    return f"a{agency}"


def head_of(unit: int) -> str:
    """The head (and deputy heads) of a unit: they see the unit's."""
    return f"u{unit}.head"


def member_of(unit: int) -> str:
    return f"u{unit}"


def post(post_id: int) -> str:
    return f"o{post_id}"


def person(person_id: int) -> str:
    """A named person, whatever the post: party and personnel matters."""
    return f"p{person_id}"


def field_of(agency: int, name: str) -> str:
    """A deputy's field of work."""
    return f"a{agency}.f.{name}"


def clerks(agency: int) -> str:
    """The clerks' shared desk (văn thư cơ quan)."""
    return f"a{agency}.clerk"


# And read again: the number in a principal of one kind, None for every other.


def post_of(principal: str) -> int | None:
    """12 of `o12`, a post's own desk."""
    return whole(principal[1:]) if principal.startswith("o") else None


def unit_headed(principal: str) -> int | None:
    """5 of `u5.head`, the desk of a unit's heads."""
    return whole(principal[1:].removesuffix(".head")) if principal.startswith("u") and principal.endswith(".head") else None


def clerks_of(principal: str) -> int | None:
    """3 of `a3.clerk`, the clerks' desk of an agency."""
    return whole(principal[1:].removesuffix(".clerk")) if principal.startswith("a") and principal.endswith(".clerk") else None


def aggregate(kind: str, ident: UUID | int | str) -> str:
    """The name of an aggregate in events, ledger, tasks and search: `outgoing:0198…`."""
    return f"{kind}:{ident}"
