"""Demo certificates for the cast: made once a session, enrolled in whatever database a test uses."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from tests.cast import Cast
from tinhso.core.access.public import Actor, acting, system
from tinhso.kit.secrets import instance_secret
from tinhso.signing.custody.public import enroll_software
from tinhso.signing.public import DemoAuthority, Issued, demo_seal_png, demo_signature_png


@lru_cache(maxsize=1)
def authority() -> DemoAuthority:
    made = DemoAuthority.create(demo=True)
    trust = Path(settings.TINHSO_DATA) / "trust"
    trust.mkdir(exist_ok=True)
    (trust / "roots.pem").write_bytes(made.roots_pem())
    return made


@lru_cache(maxsize=64)
def image(name: str, agency: bool) -> bytes:
    """Drawing is slow, and every test has the same cast."""
    return demo_seal_png(name) if agency else demo_signature_png(name)


@lru_cache(maxsize=64)
def certificate(name: str, agency: bool) -> tuple[str, Issued]:
    issued = authority().agency(name) if agency else authority().person(name, "Sở Thử nghiệm A")
    data = Path(settings.TINHSO_DATA)
    (data / "keys").mkdir(exist_ok=True)
    reference = f"{issued.certificate.serial_number:x}.p12"
    (data / "keys" / reference).write_bytes(issued.p12(instance_secret(data, "demo-keys")))
    return reference, issued


def enroll(actor: Actor, name: str, *, person: int | None = None, keeper: int | None = None, basis: str = "Quyết định thử nghiệm") -> None:
    """Put a demo certificate on record in the actor's agency."""
    reference, issued = certificate(name, person is None)
    found = issued.certificate
    enroll_software(
        actor, reference=reference, subject=found.subject.rfc4514_string(), serial=f"{found.serial_number:x}",
        certificate=found.public_bytes(Encoding.PEM).decode(), valid_from=found.not_valid_before_utc, valid_to=found.not_valid_after_utc,
        image=image(name, person is None), person=person, keeper=keeper, basis=basis,
    )  # fmt: skip


def enroll_cast(cast: Cast, basis: str = "Quyết định thử nghiệm") -> None:
    """The first agency's director, deputy and seal; the second's director and seal."""
    with acting(system(cast.agency)):
        for leader in (cast.director, cast.deputy):
            enroll(system(cast.agency), leader.name, person=leader.person)
        enroll(system(cast.agency), "Sở Thử nghiệm A", keeper=cast.clerk.post, basis=basis)
    with acting(system(cast.other)):
        enroll(system(cast.other), cast.other_director.name, person=cast.other_director.person)
        enroll(system(cast.other), "Sở Thử nghiệm B", keeper=cast.other_clerk.post)
