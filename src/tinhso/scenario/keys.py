"""Demo certificates: one authority an instance, keys for those who sign, a seal with the clerk as its keeper."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from tinhso.core.access.public import Role, acting, system
from tinhso.core.organisations.public import directory
from tinhso.core.people.public import PostView, roster
from tinhso.kit.secrets import instance_secret
from tinhso.signing.custody import public as custody
from tinhso.signing.public import DemoAuthority, Issued, demo_seal_png, demo_signature_png

BASIS = "Quyết định giao quản lý khóa bí mật (demo)"


@lru_cache(maxsize=2)
def authority(data: Path) -> DemoAuthority:
    """The instance's own, made on first use: DATA/keys/authority.pem, its root in DATA/trust/roots.pem."""
    kept = data / "keys" / "authority.pem"
    if not kept.exists():
        made = DemoAuthority.create(demo=settings.TINHSO_DEMO)
        (data / "trust").mkdir(mode=0o700, exist_ok=True)
        (data / "trust" / "roots.pem").write_bytes(made.roots_pem())
        _write(kept, made.save())
    return DemoAuthority.load(kept.read_bytes(), demo=settings.TINHSO_DEMO)


def enrol(agency: int) -> None:
    """Certificates for the agency's director and deputies and its seal; once only, later calls change nothing."""
    who = system(agency)
    with acting(who):
        if custody.keys_of(who):
            return
        name = directory().get(agency).name
        people = roster()
        for leader in people.by_role(agency, Role.DIRECTOR, Role.DEPUTY):
            _personal(agency, name, leader)
        keeper = next(iter(people.by_role(agency, Role.CLERK)), None)
        _record(agency, authority(Path(settings.TINHSO_DATA)).agency(name), demo_seal_png(name), keeper=keeper.id if keeper else None)


def _personal(agency: int, organisation: str, leader: PostView) -> None:
    _record(
        agency,
        authority(Path(settings.TINHSO_DATA)).person(leader.name, organisation),
        demo_signature_png(leader.name),
        person=leader.person,
    )


def _record(agency: int, issued: Issued, image: bytes, *, person: int | None = None, keeper: int | None = None) -> None:
    found, data = issued.certificate, Path(settings.TINHSO_DATA)
    reference = f"{found.serial_number:x}.p12"
    _write(data / "keys" / reference, issued.p12(instance_secret(data, "demo-keys")))
    custody.enroll_software(
        system(agency), reference=reference, subject=found.subject.rfc4514_string(), serial=f"{found.serial_number:x}",
        certificate=found.public_bytes(Encoding.PEM).decode(), valid_from=found.not_valid_before_utc, valid_to=found.not_valid_after_utc,
        image=image, person=person, keeper=keeper, basis=BASIS,
    )  # fmt: skip


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=0o700, exist_ok=True)
    with open(path, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as out:
        out.write(content)
