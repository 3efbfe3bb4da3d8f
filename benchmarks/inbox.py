"""Claim: a page of 50 among 100,000 documents, both walls in force, costs at most 2 times the CPU of a bare Django view.

Run: `python benchmarks/inbox.py`. Exit 1 when the claim fails. The pages are those of documents issued and of arrivals done, as a clerk
opens them; the peer of each is in `peers/inbox.py` (under 40 lines): the same login, session and rows through the same WSGI handler in the
same process, with the middleware that a login needs and a page of its own; no actor, audience, counts, filters nor frame. CPU is this
process's, database time apart; rounds interleaved. The plans are those of the very queries each page asked, as the role of web processes.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from _bench import SMOKE, instance, verdict

ROWS, ROUNDS, WARM, LIMIT = (1_000, 3, 1, 2.0) if SMOKE else (100_000, 100, 10, 2.0)
PAIRS = {"issued": ("/van-ban-di/issued/", "/bare/di/"), "arrivals done": ("/van-ban-den/done/", "/bare/den/")}
GIVEN = "FROM (SELECT n, timestamptz '2020-01-01 08:00+07' + n * interval '5 minutes' AS at FROM generate_series(1, %(rows)s) n) given"
FILL = (
    f"""
INSERT INTO outgoing_outgoing (id, agency_id, unit_id, drafter_id, signer_id, type_code, subject, field, urgency, secrecy, source, version,
  state, state_at, plan, number, notation, issue_date, issued_at, paper_reason, recall_reason, created_at, revision, audience)
SELECT gen_random_uuid(), %(agency)s, %(unit)s, %(drafter)s, %(signer)s, 'official_letter', 'triển khai nhiệm vụ số ' || n, '', '', '',
  'laid_out', 1, 'issued', at, '{{}}', n, n || '/STNA-CN', at::date, at, '', '', at, 1, ARRAY['a' || %(agency)s || '.all', 'o' || (n %% 50)]
{GIVEN}""",
    f"""
INSERT INTO incoming_incoming (id, agency_id, channel, state, state_at, issuer, issuer_key, number, symbol, notation, notation_key, type_code,
  subject, signer_name, signer_title, urgency, secrecy, document_id, told, field, named_only, verdict, arrived_at, copies, note, refusal_reason,
  recall_reason, before_recall, result, close_when_answered, answer_notation, arrival_number, arrival_date, audience)
SELECT gen_random_uuid(), %(agency)s, 'paper', 'done', at, 'Sở Thử nghiệm B', 'so thu nghiem b', '', '', n || '/STNB-NV', n || '/stnb-nv',
  'official_letter', 'đề nghị nhiệm vụ số ' || n, '', '', '', '', '', '', '', false, '', at, 1, '', '', '', '', '', false, '', n, at::date,
  ARRAY['a' || %(agency)s || '.all', 'o' || (n %% 50)]
{GIVEN}""",
    """
INSERT INTO incoming_directive (id, document_id, agency_id, state, text, lead, lead_label, others, by_id, shown, at)
SELECT gen_random_uuid(), id, agency_id, 'given', '', 'o1', 'Phạm Thị Mẫu Chuyên', '[]', %(signer)s, '', arrived_at FROM incoming_incoming""",
)


def main() -> int:
    with instance("collectstatic --no-input") as engine:
        ratio = measure(engine)
    print(f"inbox: ratio {ratio:.2f} at most (limit {LIMIT}) among {ROWS:,} documents each, {ROUNDS} rounds interleaved")
    return verdict(ratio, LIMIT)


def measure(engine: Any) -> float:
    import django

    django.setup()
    from django.core.handlers.wsgi import WSGIHandler
    from django.db import connections
    from django.test import override_settings
    from django.urls import path
    from peers import inbox as peer

    from tinhso.web import urls

    urls.urlpatterns.append(path("bare/<slug:which>/", peer.view))
    cookie, ours = session(engine), WSGIHandler()
    with override_settings(MIDDLEWARE=peer.MIDDLEWARE):
        bare = WSGIHandler()
    pairs = {name: (Page(mine, ours, cookie), Page(theirs, bare, cookie)) for name, (mine, theirs) in PAIRS.items()}
    for _ in range(WARM + ROUNDS):
        for page in (page for pair in pairs.values() for page in pair):
            page.ask()
    ratios = []
    for name, pair in pairs.items():
        a, b = (statistics.median(page.spent[WARM:]) for page in pair)
        ratios.append(a / b)
        print(f"  {name:14} ours {a * 1e3:6.2f} ms CPU, bare view {b * 1e3:6.2f} ms CPU, ratio {a / b:.2f}")
    for page in (page for pair in pairs.values() for page in pair):
        page.plans()
    connections.close_all()
    return max(ratios)


def session(engine: Any) -> str:
    """The tests' cast, the rows, and a clerk's login for all pages: its cookie."""
    from django.conf import settings
    from django.db import transaction
    from django.test import Client

    from tests.cast import build_cast
    from tinhso.core.people.models import Account

    with transaction.atomic():
        cast = build_cast()
    given = {"agency": cast.agency, "unit": cast.unit, "drafter": cast.specialist.post, "signer": cast.director.post, "rows": ROWS}
    with engine.connect("admin", autocommit=True) as admin:
        for statement in FILL:
            admin.execute(statement, given)
        admin.execute("VACUUM ANALYZE")
    client = Client()
    client.force_login(Account.objects.get(pk=cast.clerk.account), backend=settings.AUTHENTICATION_BACKENDS[0])
    kept = client.session
    kept["agency"] = cast.agency
    kept.save()
    return f"{settings.SESSION_COOKIE_NAME}={kept.session_key}"


class Page:
    """One address behind one handler, asked as a server asks it; `spent` is seconds of CPU."""

    def __init__(self, address: str, handler: Any, cookie: str) -> None:
        self.address, self.handler, self.cookie = address, handler, cookie
        self.spent: list[float] = []

    def ask(self) -> None:
        environ: dict[str, Any] = {
            "PATH_INFO": self.address,
            "HTTP_COOKIE": self.cookie,
            "HTTP_HOST": "localhost",
            "REMOTE_ADDR": "127.0.0.1",
        }
        setup_testing_defaults(environ)
        told: list[str] = []
        start = time.process_time()
        answer = self.handler(environ, lambda status, headers: told.append(status))
        body = b"".join(answer)
        answer.close()
        self.spent.append(time.process_time() - start)
        assert told == ["200 OK"] and body.decode().count("nhiệm vụ số ") == 50, (self.address, told)

    def plans(self) -> None:
        """Once more, each query explained in its own transaction and scope before it is run."""
        from django.db import connection

        def explain(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            said = " ".join(sql.split())
            if said.startswith("SELECT") and " FROM " in said:
                with context["connection"].connection.cursor() as cursor:
                    cursor.execute("EXPLAIN (COSTS OFF) " + sql, params)
                    print(f"  {said[:150]}", *(row[0][:200] for row in cursor.fetchall()), sep="\n    ")
            return execute(sql, params, many, context)

        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            print(f"{self.address} as {cursor.fetchone()[0]}:")
        with connection.execute_wrapper(explain):
            self.ask()


if __name__ == "__main__":
    raise SystemExit(main())
