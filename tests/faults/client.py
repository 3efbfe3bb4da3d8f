"""A clerk's browser that never gives up: `python -m tests.faults.client`, orders as JSON on standard input, what came of them as JSON.

Free of Django. An answer that did not come is asked for again; only a final answer ends an order.
"""

from __future__ import annotations

import http.client
import json
import random
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

CSRF = "a" * 32


@dataclass
class Outcome:
    document: str
    state: str
    """numbered, issued, refused, or the last answer when the time was up."""
    tries: int


class Browser:
    def __init__(self, port: int, session: str, deadline: float) -> None:
        self.port, self.deadline = port, deadline
        self.headers = {
            "Cookie": f"sessionid={session}; csrftoken={CSRF}", "X-CSRFToken": CSRF, "Content-Type": "application/x-www-form-urlencoded",
            "Host": f"127.0.0.1:{port}",
        }  # fmt: skip
        self.tries = 0

    def post(self, path: str, **values: str) -> tuple[int, str]:
        """One final answer: redirection or refusal. What the server could not answer (503, cut connection) is asked again."""
        last = "nothing was asked"
        while time.time() < self.deadline:
            self.tries += 1
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
                connection.request("POST", path, urlencode(values), self.headers)
                answer = connection.getresponse()
                body = answer.read().decode(errors="replace")
                connection.close()
            except (OSError, http.client.HTTPException) as error:
                last = repr(error)
                time.sleep(0.1)
                continue
            if answer.status < 500:
                where = answer.headers.get("Location", "")
                assert "accounts" not in where, "the session was lost"
                return answer.status, body
            last = f"{answer.status} {body[:2000]}"
            time.sleep(0.1)
        return 0, last


def number(browser: Browser, document: str, *, finish: bool) -> str:
    """`numbered` also when an earlier try of ours got the number and its answer was lost."""
    while True:
        status, body = browser.post(f"/van-ban-di/{document}/cap-so/", **({"all": "1"} if finish else {}))
        if status == 302 or (status == 409 and "number.taken" in body):
            return "numbered"
        if status == 422 and "series.year_printed" in body:
            return "refused"
        return f"{status} {body[-1500:]}"


def issue(browser: Browser, document: str) -> str:
    for verb in ("dong-dau", "phat-hanh"):
        status, body = browser.post(f"/van-ban-di/{document}/{verb}/")
        if status != 302:
            return f"{verb} {status} {body[-1500:]}"
    return "issued"


def all_at_once(order: dict[str, Any], deadline: float) -> list[Outcome]:
    """Each document has a clerk of its own; all of them press the button in the same instant."""
    if not order["documents"]:
        return []
    ready = threading.Barrier(len(order["documents"]))

    def press(document: str) -> Outcome:
        browser = Browser(order["port"], order["session"], deadline)
        ready.wait()
        state = number(browser, document, finish=False)
        while state == "refused" and order["insist"] and time.time() < deadline:
            time.sleep(0.05)
            state = number(browser, document, finish=False)
        return Outcome(document, state, browser.tries)

    with ThreadPoolExecutor(len(order["documents"])) as clerks:
        return list(clerks.map(press, order["documents"]))


def main() -> None:
    order = json.load(sys.stdin)
    chance = random.Random(order["seed"])
    deadline = time.time() + order["patience"]
    if order["way"] == "number":
        json.dump([asdict(outcome) for outcome in all_at_once(order, deadline)], sys.stdout)
        return
    outcomes = []
    for begun, document in enumerate(order["documents"]):
        while int(Path(order["gate"]).read_text()) <= begun and time.time() < deadline:
            time.sleep(0.05)
        browser = Browser(order["port"], order["session"], deadline)
        finish = order["way"] == "worker" or (order["way"] == "mixed" and chance.random() < 0.5)
        state = number(browser, document, finish=finish)
        if state == "numbered" and not finish:
            state = issue(browser, document)
        outcomes.append(asdict(Outcome(document, state, browser.tries)))
    json.dump(outcomes, sys.stdout)


if __name__ == "__main__":
    main()
