"""The demo province through the rooms' own actions, as the product itself: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from tinhso.core.access.public import Role, acting, system
from tinhso.core.organisations.public import create_unit, directory, found
from tinhso.core.people import public as people
from tinhso.documents.numbering.public import declare
from tinhso.kit import clock
from tinhso.scenario import keys
from tinhso.scenario.data import province, staff
from tinhso.scenario.house import House

Tell = Callable[[int], None]
"""Called with how many steps were just done."""

SIGNING = (province.STTTT, "snv", "ubnd")
"""Agencies whose people log in get their certificates at once; the others when they first act."""
SERIES = (
    ("vb", "Văn bản hành chính", "administrative"),
    ("mat", "Văn bản mật", "secret"),
    ("den", "Văn bản đến", "arrival"),
)
NORMATIVE = {
    "ubnd": ("qd", "Quyết định quy phạm pháp luật", "legal_decision"),
    "hdnd": ("nq", "Nghị quyết quy phạm pháp luật", "legal_resolution"),
}
"""Each normative type has a series of its own (ND30 Điều 15.1.a; here those of the province)."""


def steps() -> int:
    """How many steps `build` tells of."""
    return len(province.agencies()) + len(staff.people()) + len(SIGNING)


def build(on: datetime, tell: Tell = lambda done: None) -> House:
    """Agencies, units, people, posts, accounts without passwords, number series and certificates, entered at the instant `on`.

    One transaction: a kill leaves nothing behind. Run again, it changes nothing.
    """
    with clock.at(on):
        if directory().by_code(province.agency("ubnd").qd20) is None:
            with transaction.atomic():
                ids = _agencies(tell)
                _units(ids)
                _people(ids, tell)
                for key in SIGNING:
                    keys.enrol(ids[key])
                    tell(1)
        return House()


def _agencies(tell: Tell) -> dict[str, int]:
    """Parents come before their children in the list."""
    ids: dict[str, int] = {}
    for a in province.agencies():
        ids[a.key] = found(
            name=a.name, on=a.valid_from, codes=(a.qd20, a.qd28), parent=ids.get(a.parent), short_name=a.short_name,
            abbreviation=a.abbreviation, superior_line=a.superior_line, place=a.place, collective=a.collective,
            collective_name=a.collective_name, head_title=a.head_title, level=a.level, level_label=a.level_label,
            contact={"address": a.address, "email": a.email, "phone": a.phone}, fields=_fields(a.key),
        )  # fmt: skip
        with acting(system(ids[a.key])):
            for code, name, kind in SERIES:
                declare(system(ids[a.key]), code=code, name=name, kind=kind)
            if a.key in NORMATIVE:
                code, name, of = NORMATIVE[a.key]
                declare(system(ids[a.key]), code=code, name=name, kind="normative", types=(of,))
        tell(1)
    return ids


def _fields(agency: str) -> list[str]:
    return list(staff.FIELDS.values()) if agency == province.STTTT else []


def _units(ids: dict[str, int]) -> None:
    for a in province.agencies():
        for unit in a.units:
            who = system(ids[a.key])
            with acting(who):
                ids[unit.key] = create_unit(
                    who, agency=ids[a.key], name=unit.name, on=a.valid_from, abbreviation=unit.abbreviation, head_title=unit.head_title
                )


def _people(ids: dict[str, int], tell: Tell) -> None:
    """First everybody with his posts, then the accounts: a roster in between would be read again for each person."""
    persons: dict[str, int] = {}
    posts = staff.posts()
    agency_of = {post.person: ids[post.agency] for post in posts}
    for spec in staff.people():
        who = system(agency_of[spec.key])
        with acting(who):
            persons[spec.key] = people.add_person(who, name=spec.name, gender=spec.gender, email=spec.email, phone=spec.phone)
            for post in posts:
                if post.person == spec.key:
                    people.appoint(
                        who, person=persons[spec.key], unit=ids[post.unit], title=post.title, role=Role(post.role), since=post.valid_from,
                        fields=[staff.FIELDS[f] for f in post.fields], rank=post.rank,
                    )  # fmt: skip
        tell(1)
    for spec in staff.people():
        if spec.login:
            who = system(agency_of[spec.key])
            with acting(who):
                people.create_account(who, person=persons[spec.key], login=spec.login, email=spec.email)


def set_passwords(password: str) -> None:
    """One password for every demo login; the other accounts have none."""
    accounts = {p.login: p for p in staff.people() if p.login in staff.DEMO_LOGINS}
    house = House()
    for login in staff.DEMO_LOGINS:
        view = house.post(accounts[login].key)
        if view.account is not None:
            with acting(system(view.agency)):
                people.set_password(system(view.agency), view.account, password)
