"""Claim: a page of 50 among 100,000 documents, both walls in force, costs at most 2 times the CPU of a bare Django view.

Run: `python benchmarks/inbox.py`. Exit 1 when the claim fails. The peer (`peer`, under 40 lines) has the same login, session, rows, server
process and base template, and neither actor, scope, counts nor filters. CPU is this process's, database time apart; rounds interleaved.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROWS, ROUNDS, LIMIT = 100_000, 40, 2.0
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

FILL = """
INSERT INTO outgoing_outgoing (id, agency_id, unit_id, drafter_id, signer_id, type_code, subject, field, urgency, secrecy, source, version,
  state, state_at, plan, number, notation, issue_date, issued_at, paper_reason, recall_reason, created_at, revision, audience)
SELECT gen_random_uuid(), %(agency)s, %(unit)s, %(drafter)s, %(signer)s, 'official_letter', 'triển khai nhiệm vụ số ' || n, '', '', '',
  'laid_out', 1, 'issued', at, '{}', n, n || '/STNA-CN', at::date, at, '', '', at, 1, ARRAY['a' || %(agency)s || '.all', 'o' || (n %% 50)]
FROM (SELECT n, timestamptz '2020-01-01 08:00+07' + n * interval '5 minutes' AS at FROM generate_series(1, %(rows)s) n) given
"""


def prepare() -> None:
    """An instance of its own with the tests' cast and the rows, written by the administrator past both walls."""
    folder = Path(tempfile.mkdtemp(prefix="tinhso-bench-"))
    folder.chmod(0o755)
    os.environ.update(TINHSO_DATA=str(folder), TINHSO_TEST_INSTANCE=str(folder), TINHSO_ROLE="web", DJANGO_SETTINGS_MODULE="tests.settings")


def peer(request):  # type: ignore[no-untyped-def]
    """The bare view: the login is looked at, fifty rows are read in order and shown two lines each."""
    from django.contrib.auth.views import redirect_to_login
    from django.db import connection
    from django.shortcuts import render

    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('tinhso.agencies', %s, true)", ["{" + str(request.session["agency"]) + "}"]
        )  # the wall hides the rows otherwise
        cursor.execute(
            "SELECT id, subject, notation, issue_date FROM outgoing_outgoing WHERE agency_id = %s AND box = 'issued'"
            " ORDER BY state_at DESC, id DESC LIMIT 50",
            [request.session["agency"]],
        )
        names = [c.name for c in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return render(request, "bench/peer.html", {"rows": rows})


PEER_HTML = """{% extends "ui/base.html" %}{% block content %}<ul>{% for r in rows %}<li><a href="/van-ban-di/{{ r.id }}/">{{ r.subject }}</a>
<span>{{ r.notation }} · {{ r.issue_date|date:"d/m/Y" }}</span></li>{% endfor %}</ul>{% endblock %}"""


def main() -> int:
    prepare()
    from tinhso.engines.postgres import Engine, ensure_roles

    engine = Engine(Path(os.environ["TINHSO_DATA"]))
    with engine.running():
        ensure_roles(engine)
        environment = {**os.environ, "TINHSO_ROLE": "owner", "DJANGO_SETTINGS_MODULE": "tinhso.config.settings"}
        subprocess.run([sys.executable, "-m", "django", "migrate", "--verbosity", "0"], env=environment, check=True)
        return measure(engine)


def measure(engine: object) -> int:
    import django

    django.setup()
    from django.conf import settings
    from django.db import transaction
    from django.test import Client
    from django.urls import path

    from tests.cast import build_cast
    from tinhso.core.people.models import Account
    from tinhso.web import urls

    with transaction.atomic():
        cast = build_cast()
    given = {"agency": cast.agency, "unit": cast.unit, "drafter": cast.specialist.post, "signer": cast.director.post, "rows": ROWS}
    with engine.connect("admin", autocommit=True) as admin:  # type: ignore[attr-defined]
        admin.execute(FILL, given)
        admin.execute("VACUUM ANALYZE outgoing_outgoing")
    templates = Path(settings.TINHSO_DATA) / "templates" / "bench"
    templates.mkdir(parents=True)
    (templates / "peer.html").write_text(PEER_HTML)
    settings.TEMPLATES[0]["DIRS"] = [str(templates.parent)]
    urls.urlpatterns.append(path("bench/", peer))

    client = Client()
    client.force_login(Account.objects.get(pk=cast.clerk.account), backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["agency"] = cast.agency
    session.save()
    addresses = {"ours": "/van-ban-di/issued/", "peer": "/bench/"}
    spent: dict[str, list[float]] = {name: [] for name in addresses}
    for turn in range(ROUNDS + 5):
        for name, address in addresses.items():
            start = time.process_time()
            answer = client.get(address)
            spent[name].append(time.process_time() - start) if turn >= 5 else None
            assert answer.status_code == 200 and answer.content.count(b"/van-ban-di/") >= 50, (name, answer.status_code)
    ours, bare = (statistics.median(spent[n]) for n in ("ours", "peer"))
    print(f"inbox of 50 among {ROWS:,}: ours {ours * 1000:.1f} ms CPU, bare view {bare * 1000:.1f} ms CPU")
    plans(engine, cast.agency)
    print(f"ratio {ours / bare:.2f} (limit {LIMIT})")
    return 0 if ours / bare <= LIMIT else 1


def plans(engine: object, agency: int) -> None:
    order = "ORDER BY state_at DESC, id DESC LIMIT 51"
    where = f"agency_id = {agency} AND box = 'issued'"
    for role, scope, sql in (
        ("admin", "SELECT 1", f"SELECT id FROM outgoing_outgoing WHERE {where} {order}"),
        (
            "web",
            f"SELECT set_config('tinhso.agencies', '{{{agency}}}', true)",
            f"SELECT id FROM outgoing_outgoing WHERE {where} AND audience && ARRAY['a{agency}.all'] {order}",
        ),
    ):
        with engine.connect(role) as connection, connection.transaction():  # type: ignore[attr-defined]
            connection.execute(scope)
            print(f"{role}:", *(row[0] for row in connection.execute("EXPLAIN (COSTS OFF) " + sql)), sep="\n  ")


if __name__ == "__main__":
    raise SystemExit(main())
