"""Fill a scratch instance: cast, keys, clerks' sessions, documents signed and waiting for a number. Prints what there is as JSON.

`python -m tests.faults.prepare COUNT`: COUNT documents for each type and printed year. One of each is drafted, laid out, checked
and signed for real; the others are copies of its rows under ids of their own (the signed file shows no number yet).
"""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID

from tinhso.cli._instance import django

TYPES = ("official_letter", "report")
YEARS = {2020: datetime(2020, 12, 31, 8), 2021: datetime(2021, 1, 1, 8)}


def main(count: int) -> dict[str, Any]:
    from django.conf import settings

    from tests.cast import build_cast
    from tests.documents.outgoing.conftest import Office
    from tests.keys import enroll_cast
    from tinhso.core.access.public import acting
    from tinhso.documents.numbering.public import declare
    from tinhso.kit import clock

    cast = build_cast()
    enroll_cast(cast)
    with acting(cast.administrator):
        declare(cast.administrator, code="bc", name="Báo cáo", kind="administrative", types=("report",))
    documents: dict[str, list[str]] = {}
    for year, morning in YEARS.items():
        for kind in TYPES:
            office = Office(cast)
            office.now = morning.replace(tzinfo=clock.VIETNAM)
            made = office.signed(type_code=kind)
            documents[f"{kind} {year}"] = [str(made.id), *copies(cast.agency, made.id, count - 1)]
    sessions = [session(cast.clerk.account or _account(cast.clerk.person), cast.clerk.post) for _ in range(4)]
    return {"agency": cast.agency, "other": cast.other, "documents": documents, "sessions": sessions, "demo": settings.TINHSO_DEMO}


def copies(agency: int, original: UUID, count: int) -> list[str]:
    from tinhso.core.access.public import acting, system
    from tinhso.core.work.models import Task
    from tinhso.documents.outgoing.models import Outgoing, Recipient
    from tinhso.kit import ids

    made = []
    with acting(system(agency)):
        document = Outgoing.plain.get(pk=original)
        recipients = list(Recipient.plain.filter(document_id=original))
        tasks = list(Task.plain.filter(subject=f"outgoing:{original}", state="open"))
        for _ in range(count):
            fresh = ids.new()
            document.pk = fresh
            document.save(force_insert=True)
            for recipient in recipients:
                recipient.pk, recipient.document_id = ids.new(), fresh
                recipient.save(force_insert=True)
            for task in tasks:
                task.pk, task.subject, task.url = ids.new(), f"outgoing:{fresh}", f"/van-ban-di/{fresh}/"
                task.save(force_insert=True)
            made.append(str(fresh))
    return made


def _account(person: int | None) -> int:
    from tinhso.core.people.models import Person

    assert person is not None
    return int(Person.objects.get(pk=person).account_id or 0)


def session(account: int, post: int | None) -> str:
    """As a login leaves it: the keys of django.contrib.auth."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from tinhso.core.people.models import Account
    from tinhso.web.middleware import POST_KEY

    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(account)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = Account.objects.get(pk=account).get_session_auth_hash()
    store[POST_KEY] = post
    store.create()
    return str(store.session_key)


if __name__ == "__main__":
    django(Path(os.environ["TINHSO_DATA"]), "web")
    json.dump(main(int(sys.argv[1])), sys.stdout)
