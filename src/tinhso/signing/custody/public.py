"""The door of custody: the key an actor may use now, who keeps the agency's, the trust store, enrolment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from tinhso.core.access.public import Actor, aggregate, record
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.kit.secrets import instance_secret
from tinhso.signing.custody.actions.give_back import give_back
from tinhso.signing.custody.actions.take_charge import take_charge
from tinhso.signing.custody.keeping import Keeping, charge_of, keepings, seal_refusal
from tinhso.signing.custody.models import Custody, Key
from tinhso.signing.custody.names import common_name
from tinhso.signing.judge import judge
from tinhso.signing.providers.port import SigningProvider
from tinhso.signing.providers.software import SoftwareProvider
from tinhso.signing.public import TrustStore

__all__ = [
    "Custody", "Keeping", "Key", "UsableKey", "agency_key", "charge_of", "common_name", "enroll_software", "give_back", "judged", "keepings",
    "keys_of", "personal_key", "seal_refusal", "take_charge", "trust",
]  # fmt: skip

SOON = 30
"""Days before its end from which a certificate is warned of."""


@dataclass(frozen=True, slots=True)
class UsableKey:
    """A key that signs now, its image, and what is written into the record of the signature."""

    provider: SigningProvider
    image: bytes | None
    subject: str
    serial: str
    certificate: str


_providers: dict[str, SigningProvider] = {}
"""Parsed once a process: parsing costs more than a hundred signatures (the key's consistency check)."""


def personal_key(actor: Actor) -> UsableKey:
    """The actor's own certificate, valid now. Raises Refusal `key.none`, `key.expired`, `key.revoked`."""
    keys = Key.objects.within(actor).filter(holder=Key.Holder.PERSON, person_id=actor.own_person)
    return _usable(
        list(keys),
        vi="Bạn chưa có chứng thư số. Quản trị đăng ký chứng thư cho bạn trước khi ký.",
        en="You have no certificate. An administrator enrols one before you sign.",
    )


def agency_key(actor: Actor) -> UsableKey:
    """The agency's key, for the clerk charged with it (Điều 32). Raises Refusal as `personal_key`, and `key.custody`."""
    if (no := seal_refusal(actor)) is not None:
        raise no
    found = keepings(actor)
    own = [k.key for k in found if actor.is_system or k.held_by(actor.post)]
    return _usable(own or [k.key for k in found], vi="Cơ quan chưa có chứng thư số.", en="The agency has no certificate.")


def _usable(keys: Sequence[Key], *, vi: str, en: str) -> UsableKey:
    now = clock.now()
    if not keys:
        raise Refusal("key.none", vi=vi, en=en)
    good = [k for k in keys if k.in_force(now)]
    if not good:
        last = max(keys, key=lambda k: k.valid_to)
        if last.revoked_at is not None:
            raise Refusal(
                "key.revoked",
                vi=f"Chứng thư số “{last.subject}” đã bị thu hồi lúc {_day(last.revoked_at)}.",
                en=f"Certificate “{last.subject}” was revoked on {_day(last.revoked_at)}.",
            )
        raise Refusal(
            "key.expired",
            vi=f"Chứng thư số “{last.subject}” không còn hạn (đến {_day(last.valid_to)}).",
            en=f"Certificate “{last.subject}” is out of its validity (until {_day(last.valid_to)}).",
        )
    key = max(good, key=lambda k: k.valid_to)
    return UsableKey(_provider(key), bytes(key.image) if key.image else None, key.subject, key.serial, key.certificate)


def _day(instant: datetime) -> str:
    return f"{instant.astimezone(clock.VIETNAM):%d/%m/%Y}"


def _provider(key: Key) -> SigningProvider:
    if not settings.TINHSO_DEMO:
        raise Refusal(
            "key.software",
            vi="Khóa phần mềm chỉ dùng trong bản trình diễn. Hãy dùng thiết bị khóa bí mật.",
            en="Software keys work in a demo instance only. Use a hardware token.",
        )
    if key.serial not in _providers:
        data = Path(settings.TINHSO_DATA)
        _providers[key.serial] = SoftwareProvider.from_p12(data / "keys" / key.reference, instance_secret(data, "demo-keys"))
    return _providers[key.serial]


def judged(pdf: bytes, *, final: bool) -> dict[str, Any]:
    """The verifier's report on a file just signed here, as kept with the signature. Raises Refusal unless every signature passes.

    `final`: the file is finished, so the seal must be last and cover it. In this process: the bytes are our own.
    """
    reports = judge(pdf, trust(), at=clock.now(), final=final)
    bad = next((r for r in reports if r.verdict != "PASSED"), None)
    if bad is not None or not reports:
        why = bad.message if bad else None
        raise Refusal(
            "signing.not_passed",
            vi=f"Chữ ký vừa tạo không đạt kiểm tra: {why.vi if why else 'không có chữ ký'}. Chưa lưu gì; báo quản trị.",
            en=f"The signature just made does not verify: {why.en if why else 'no signature'}. Nothing was kept; tell an administrator.",
        )
    return {"verdict": "PASSED", "signatures": [r.as_json() for r in reports]}


def trust() -> TrustStore:
    """DATA/trust: roots.pem and any revocation lists beside it."""
    return TrustStore.of_folder(Path(settings.TINHSO_DATA) / "trust")


@transaction.atomic
def enroll_software(
    actor: Actor, *, reference: str, subject: str, serial: str, certificate: str, valid_from: datetime, valid_to: datetime,
    image: bytes | None, person: int | None = None, keeper: int | None = None, basis: str = "",
) -> Key:  # fmt: skip
    """Put a demo key's certificate on record: a person's, or the agency's with the clerk (`keeper`, a post) charged with it."""
    if not settings.TINHSO_DEMO:
        raise Refusal(
            "key.software",
            vi="Khóa phần mềm chỉ dùng trong bản trình diễn.",
            en="Software keys work in a demo instance only.",
        )
    key = Key.objects.create(
        agency_id=actor.agency, holder=Key.Holder.PERSON if person else Key.Holder.AGENCY, person_id=person, reference=reference,
        subject=subject, serial=serial, certificate=certificate, valid_from=valid_from, valid_to=valid_to, image=image, enrolled_at=clock.now(),
    )  # fmt: skip
    if keeper is not None:
        Custody.objects.create(key=key, agency_id=actor.agency, post_id=keeper, basis=basis, taken_at=clock.now())
    record(actor, "custody.enroll", aggregate("key", serial), subject=subject, keeper=keeper)
    return key


def keys_of(actor: Actor) -> list[Key]:
    """The agency's certificates on record, the nearest end first."""
    return list(Key.objects.within(actor).filter(agency_id=actor.agency).order_by("valid_to", "id"))
