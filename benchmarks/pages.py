"""Claim: the pages shown beside a draft cost at most 1.5 times bare `typst.compile` of the same source and data to PDF.

Run: `python benchmarks/pages.py`. Exit 1 when the claim fails. Every round has new words, as every key makes them.
"""

from __future__ import annotations

import json
import statistics
import sys
import time

from _bench import SMOKE, verdict
from layout import ON, bare, draft

from tinhso.documents.layout.data import template_data
from tinhso.documents.layout.render import render_pages

ROUNDS, LIMIT = 2 if SMOKE else 60, 1.5


def main() -> int:
    ours: list[float] = []
    peer: list[float] = []
    for i in range(1_000, 1_000 + ROUNDS + 5):
        data = json.dumps(template_data(draft(2 * i), ON), ensure_ascii=False)
        content = draft(2 * i + 1)
        for times, work in ((peer, lambda d=data: bare(d)), (ours, lambda c=content: render_pages(c, ON))):
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
    a, b = statistics.median(ours[5:]), statistics.median(peer[5:])
    print(
        f"pages: ours {a * 1e3:.2f} ms, bare typst to PDF {b * 1e3:.2f} ms, ratio {a / b:.2f} (limit {LIMIT}), {ROUNDS} rounds interleaved"
    )
    return verdict(a / b, LIMIT)


if __name__ == "__main__":
    sys.exit(main())
