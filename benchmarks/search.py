"""Claim: search among 200,000 entries as the web role, both walls in force, costs at most 1.5 times the same query in bare PostgreSQL.

Run: `python benchmarks/search.py`. Exit 1 when the claim fails, for the worst of the queries as for their mean. The peer is the superuser's plain SQL on the same table, with the same
conditions and answer, in a transaction of its own; rounds interleaved. Both plans are printed.
"""

from __future__ import annotations

import random
import statistics
import sys
import time

import psycopg
from _bench import SMOKE, instance, verdict

from tinhso.core.search.rules import accented, parse, tsquery, tsvector
from tinhso.engines.postgres import Engine

ENTRIES, TEXTS, ROUNDS, LIMIT = (2_000, 1_000, 2, 1.5) if SMOKE else (200_000, 10_000, 60, 1.5)
QUERIES = ("quyết định ngân sách", "ke hoach chuyen doi so", '"an toàn thông tin"', "215/QĐ-STTTT", "báo cáo quý")
WORDS = (  # noqa: SIM905
    "quyết định kế hoạch báo cáo ngân sách chuyển đổi số an toàn thông tin quý tháng tỉnh sở phòng văn bản điện tử phối hợp rà soát tổng hợp "
    "thực hiện nhiệm vụ triển khai đề nghị cơ quan đơn vị địa phương hạ tầng dữ liệu công dân giải quyết thủ tục hành chính đào tạo tập huấn"
).split()
AGENCIES, WHO = [1, 2], ["a1.all", "a2.all", "o17", "u3"]
PEER = """
SELECT e.id, e.agency_id, e.aggregate, e.kind, e.title, e.body, e.url, e.date, f.rank FROM (
    SELECT s.id, (ts_rank(s.folded, %(q)s::tsquery) + CASE WHEN s.accented @@ %(x)s::tsquery THEN 1 ELSE 0 END)::real AS rank
    FROM search_entry s
    WHERE s.folded @@ %(q)s::tsquery AND s.agency_id = ANY (%(agencies)s::int[]) AND s.audience && %(who)s::text[]
    ORDER BY rank DESC, s.id DESC LIMIT 20
) f JOIN search_entry e ON e.id = f.id ORDER BY f.rank DESC, f.id DESC
"""
OURS = "SELECT * FROM tinhso_search(%(q)s::tsquery, %(x)s::tsquery, NULL, NULL, NULL, NULL, false, NULL, NULL, 20)"
SCOPE = "SELECT set_config('tinhso.agencies', '{1,2}', true), set_config('tinhso.principals', '{a1.all,a2.all,o17,u3}', true)"


def fill(admin: psycopg.Connection) -> None:
    chance = random.Random(2021)
    texts = []
    for n in range(TEXTS):
        title = f"Số {n % 2000}/QĐ-STTTT " + " ".join(chance.choices(WORDS, k=9))
        body = " ".join(chance.choices(WORDS, k=40)) + f" mã{n}" + (" về an toàn thông tin" if n % 37 == 0 else "")
        texts.append((title, body, tsvector(title, body, folded=True), tsvector(title, body, folded=False)))
    columns = "agency_id, aggregate, audience, kind, title, body, url, folded, accented"
    with admin.cursor() as cursor, cursor.copy(f"COPY search_entry ({columns}) FROM STDIN") as copy:
        for n in range(ENTRIES):
            title, body, folded, exact = texts[n % TEXTS]
            agency = n // TEXTS % 8 + 1
            audience = [f"a{agency}.all", f"o{n % 500}", f"u{n % 40}"]
            copy.write_row([agency, f"outgoing:{n}", audience, "outgoing", title, body, f"/{n}", folded, exact])
    admin.commit()
    admin.autocommit = True
    admin.execute("VACUUM ANALYZE search_entry")
    admin.autocommit = False


def values(query: str) -> dict[str, object]:
    terms = parse(query)
    exact = tsquery(terms, folded=False) if accented(terms) else ""
    return {"q": tsquery(terms, folded=True), "x": exact, "agencies": AGENCIES, "who": WHO}


def timed(connection: psycopg.Connection, statements: list[str], given: dict[str, object]) -> tuple[float, list[tuple[object, ...]]]:
    start = time.perf_counter()
    with connection.transaction():
        for statement in statements[:-1]:
            connection.execute(statement)
        rows = connection.execute(statements[-1], given).fetchall()
    return time.perf_counter() - start, rows


def plans(admin: psycopg.Connection, given: dict[str, object]) -> None:
    print("peer:", *(row[0] for row in admin.execute("EXPLAIN (COSTS OFF) " + PEER, given)), sep="\n  ")
    # auto_explain sees into the function; only a superuser may load it, and the function's plan is its owner's either way.
    inside = "SET LOCAL auto_explain.log_nested_statements = on; SET LOCAL auto_explain.log_min_duration = 0; SET LOCAL client_min_messages = log"
    with admin.transaction():
        admin.execute("LOAD 'auto_explain'")
        admin.execute(inside)
        admin.execute("SET LOCAL auto_explain.log_level = notice")
        seen: list[str] = []
        admin.add_notice_handler(lambda notice: seen.append(notice.message_primary or ""))
        admin.execute(SCOPE)
        admin.execute(OURS, given).fetchall()
    print("ours, inside the function:", *(line for text in seen if "search_entry" in text for line in text.splitlines()[-22:]), sep="\n  ")


def measure(engine: Engine) -> dict[str, float]:
    """The ratio of each query."""
    alike = "-c max_parallel_workers_per_gather=0 -c jit=off"  # one core each, so that the same work is compared
    with (
        psycopg.connect(**engine.dsn("admin"), options=alike, prepare_threshold=None) as admin,
        psycopg.connect(**engine.dsn("web"), options=alike, prepare_threshold=None) as web,
    ):  # never prepared: a generic plan would be the worse one
        fill(admin)
        ratios = {}
        for query in QUERIES:
            given = values(query)
            ours: list[float] = []
            peer: list[float] = []
            for _ in range(ROUNDS + 5):
                a, mine = timed(web, [SCOPE, OURS], given)
                b, theirs = timed(admin, [PEER], given)
                assert mine == theirs and mine, query
                ours.append(a)
                peer.append(b)
            a, b = statistics.median(ours[5:]), statistics.median(peer[5:])
            ratios[query] = a / b
            print(f"  {query:28} ours {a * 1e3:7.2f} ms, bare {b * 1e3:7.2f} ms, ratio {a / b:.2f}")
        plans(admin, values(QUERIES[0]))
    return ratios


def main() -> int:
    with instance() as engine:
        ratios = measure(engine)
    mean, worst = statistics.geometric_mean(ratios.values()), max(ratios, key=lambda query: ratios[query])
    said = f"ratio {mean:.2f} in the mean, {ratios[worst]:.2f} at worst ({worst}) to bare PostgreSQL (limit {LIMIT} for both)"
    print(f"search: {said} among {ENTRIES:,} entries, {ROUNDS} rounds interleaved")
    return verdict(max(mean, ratios[worst]), LIMIT)


if __name__ == "__main__":
    sys.exit(main())
