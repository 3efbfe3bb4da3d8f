"""What only a real server and real commits show: 300 MB, a database that goes and comes back, two clerks in the same second."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from psycopg import sql

from tests.badinput.conftest import browser
from tests.cast import Cast, appoint, build_cast
from tests.documents.incoming.pages import entry
from tests.documents.outgoing.conftest import Office
from tests.keys import enroll_cast
from tinhso.core.access.public import Actor, Role, acting, system
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.incoming.public import log_paper
from tinhso.documents.incoming.rules.words import NoteKind
from tinhso.documents.numbering.models import Line
from tinhso.engines.postgres import Engine
from tinhso.kit import clock

MIB = 1024 * 1024


@pytest.fixture
def server(engine: Engine, template: str) -> Iterator[tuple[int, int]]:
    """(port, process id) of the product's web child."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    environment = {**os.environ, "TINHSO_DATA": str(settings.TINHSO_DATA), "TINHSO_ROLE": "web", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    child = subprocess.Popen([sys.executable, "-m", "tinhso.cli._web", str(port)], env=environment)
    try:
        until = time.monotonic() + 40
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port, child.pid
    finally:
        child.terminate()
        child.wait(20)


def memory(pid: int) -> int:
    """Resident bytes of a process and its children."""
    pids = [str(pid), *Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    pages = sum(int(Path(f"/proc/{p}/statm").read_text().split()[1]) for p in pids)
    return pages * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.parametrize(
    ("language", "told"), [("vi", "quá mức 220 MB; chưa lưu gì"), ("en", "above the limit of 220 MB; nothing was stored")]
)
def test_300_mb_are_refused_before_they_are_read(server: tuple[int, int], language: str, told: str) -> None:
    port, pid = server
    before, temporary = memory(pid), Path(settings.TINHSO_DATA) / "tmp"
    wire = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    wire.putrequest("POST", "/van-ban-den/giay/")
    headers = {"Content-Type": "multipart/form-data; boundary=b", "Content-Length": str(300 * MIB), "Accept-Language": language}
    for name, value in headers.items():
        wire.putheader(name, value)
    wire.endheaders()
    sent = 0
    try:
        wire.send(b'--b\r\nContent-Disposition: form-data; name="scan"; filename="lon.pdf"\r\n\r\n%PDF-1.7')
        while sent < 300:
            wire.send(bytes(MIB))
            sent += 1
    except OSError:
        pass  # the server closes once it has answered; a browser reads the answer all the same
    answer = wire.getresponse()
    page = answer.read().decode()
    assert answer.status == 413 and told in page
    assert sent < 300, "refused early"
    assert memory(pid) - before < 60 * MIB and list(temporary.iterdir()) == []


def allow(engine: Engine, name: str, yes: bool) -> None:
    with psycopg.connect(**{**engine.dsn("admin"), "dbname": "postgres"}, autocommit=True) as admin:
        admin.execute(
            sql.SQL("ALTER DATABASE {} WITH ALLOW_CONNECTIONS {}").format(sql.Identifier(name), sql.SQL("true" if yes else "false"))
        )
        if not yes:
            admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])


@pytest.mark.parametrize(("language", "told"), [("vi", "Không mất dữ liệu nào"), ("en", "No data is lost")])
def test_a_database_that_is_gone_is_said_and_the_work_done_once_when_it_is_back(
    engine: Engine, committed: str, language: str, told: str
) -> None:
    cast = build_cast()
    clerk = browser(cast.clerk, language)
    assert clerk.get("/van-ban-den/giay/").status_code == 200
    allow(engine, committed, False)
    gone = clerk.post("/van-ban-den/giay/", entry(document_date=""))
    assert gone.status_code == 503 and told in gone.content.decode() and gone["Retry-After"]
    allow(engine, committed, True)
    connection.close()
    assert clerk.post("/van-ban-den/giay/", entry(document_date="")).status_code == 302
    with acting(system(cast.agency)):
        made = Incoming.objects.within(system(cast.agency)).get()
    assert made.arrival_number == 1
    assert clerk.post("/van-ban-den/giay/", entry(document_date="")).status_code == 422, "the same again alarms"


def two_clerks(cast: Cast) -> tuple[Actor, Actor]:
    return cast.clerk, appoint("Phan Thị Mẫu Thứ Hai", cast.office, Role.CLERK, "Văn thư")


@pytest.mark.parametrize(("language", "told"), [("vi", "đã được cấp số 01/STNA-CN lúc"), ("en", "already got number 01/STNA-CN at")])
def test_two_clerks_at_once_get_one_number_and_the_second_is_told_who_and_when(committed: str, language: str, told: str) -> None:
    cast = build_cast()
    enroll_cast(cast)
    office = Office(cast)
    office.now = clock.now()
    made = office.signed()
    people = two_clerks(cast)
    clerks = [browser(clerk, language) for clerk in people]

    def press(n: int) -> tuple[int, str, str]:
        try:
            answer = clerks[n].post(f"/van-ban-di/{made.id}/cap-so/")
            return answer.status_code, people[n].name, answer.content.decode()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(press, range(2)))
    (first, winner, _), (second, _, page) = answers
    assert (first, second) == (302, 409)
    with acting(cast.clerk):
        line = Line.objects.within(cast.clerk).get(document=made.id)
    assert f"{told} {clock.said(line.given_at)}" in page and winner in page, "the other's name and the hour"


@pytest.mark.parametrize(("language", "told"), [("vi", "đã vào sổ, số đến 1 lúc"), ("en", "registered already, arrival number 1 at")])
def test_the_second_clerk_at_an_arrival_is_told_who_registered_it_and_when(committed: str, language: str, told: str) -> None:
    cast = build_cast()
    ours, other = two_clerks(cast)
    first, second = browser(other, language), browser(ours, language)
    with acting(cast.clerk):
        made = log_paper(cast.clerk, issuer="Sở X", notation="05/SX-VP", subject="Thử")
    assert first.post(f"/van-ban-den/{made.id}/vao-so/", entry(document_date="")).status_code == 302
    answer = second.post(f"/van-ban-den/{made.id}/vao-so/", entry(document_date=""))
    page = answer.content.decode()
    with acting(cast.clerk):
        at = made.notes.get(kind=NoteKind.REGISTER).at
    assert answer.status_code == 409 and f"{told} {clock.said(at)}" in page and other.name in page
