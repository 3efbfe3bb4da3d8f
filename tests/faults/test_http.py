"""Numbers, seals and deliveries over HTTP by four clerks at once, while processes are killed (Điều 15; documents.md 8.2).

`TINHSO_TEST_FAULTS=full` kills and issues as often as a release asks for; otherwise a part of it runs.
"""

from __future__ import annotations

import os
import random
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.points import POINTS
from tests.faults.rig import Rig, rig
from tinhso.cli.backup import take
from tinhso.cli.restore import put_back
from tinhso.engines.blobs import Blobs
from tinhso.engines.postgres import Engine
from tinhso.engines.postgres.server import Server

pytestmark = [pytest.mark.fault, pytest.mark.slow, pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")]

FULL = os.environ.get("TINHSO_TEST_FAULTS") == "full"
ISSUES = 300 if FULL else 100
KILLS = 66 if FULL else 22
REQUESTS = 200
SEED = 20210115


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Rig, Server]]:
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith("TINHSO_DATABASE"):
                patch.delenv(name)
        data = tmp_path_factory.mktemp("faults") / "data"
        data.mkdir(mode=0o700)
        with rig(data, REQUESTS // 4 + ISSUES // 2 + 4) as made:
            yield made


def shared_out(documents: list[str], chance: random.Random) -> list[list[str]]:
    chance.shuffle(documents)
    return [documents[i::4] for i in range(4)]


def test_dieu_15_two_hundred_requests_at_once_over_midnight_in_two_series(instance: tuple[Rig, Server]) -> None:
    made, server = instance
    chance = random.Random(SEED)
    share = REQUESTS // 4
    old = [made.documents(f"{kind} 2020", share) for kind in ("official_letter", "report")]
    new = [made.documents(f"{kind} 2021", share) for kind in ("official_letter", "report")]
    before, after = [d for kind in old for d in kind], [d for kind in new for d in kind]
    orders = [[*first, *then] for first, then in zip(shared_out(before, chance), shared_out(after, chance), strict=True)]
    with made.serving(server, "2020-12-31T23:59:48+07:00"):
        # Documents that print the new year are asked for until midnight has passed.
        outcomes = made.outcomes(made.clerks(orders, way="number", insist=False, patience=200))
        again = [o["document"] for o in outcomes if o["state"] == "refused" and o["document"] in after]
        outcomes = [o for o in outcomes if o["document"] not in again]
        outcomes += made.outcomes(made.clerks(shared_out(again, chance), way="number", insist=True, patience=120))
    states = Counter(o["state"] for o in outcomes)
    assert set(states) <= {"numbered", "refused"}, [o for o in outcomes if o["state"] not in ("numbered", "refused")][:2]
    assert {o["document"] for o in outcomes if o["state"] == "numbered"} >= set(after)
    with made.engine.connect("admin") as admin:
        lines = admin.execute("SELECT series_id, year, array_agg(number ORDER BY given_at) FROM numbering_line GROUP BY 1, 2").fetchall()
    assert len({series for series, _, _ in lines}) == 2
    assert sum(len(numbers) for _, _, numbers in lines) == states["numbered"]
    assert {year for _, year, _ in lines} == {2020, 2021}
    assert states["numbered"] >= REQUESTS // 2 + 1
    for series, year, numbers in lines:
        assert numbers == list(range(1, len(numbers) + 1)), f"series {series} of {year}"
    assert sound(made) == []


def test_killed_at_named_points_and_at_random_nothing_is_lost_doubled_or_left_half_done(
    instance: tuple[Rig, Server], tmp_path: Path
) -> None:
    made, server = instance
    chance = random.Random(SEED)
    documents = [d for kind in ("official_letter", "report") for d in made.documents(f"{kind} 2021", ISSUES // 2)]
    plans = [POINTS[i % len(POINTS)] for i in range(KILLS)]
    chance.shuffle(plans)
    archive = tmp_path / "while-it-works.tar"
    with made.serving(server, "2021-03-01T08:00:00+07:00"):
        clerks = made.clerks(shared_out(documents, chance), way="mixed", patience=400)
        taking = threading.Thread(target=lambda: take(made.engine, archive, head=False))
        turn = 0
        # A point that nobody came to goes to the end of the row, as long as there is work to come to it.
        while plans and (any(clerk.poll() is None for clerk in clerks) or made.busy()):
            point = plans.pop(0)
            if not made.kill_at(point, patience=2.0):
                plans.append(point)
            turn += 1
            if turn == KILLS // 3:
                taking.start()
            elif turn % 5 == 4 and turn > KILLS // 3 and not taking.is_alive():
                made.kill_some(chance)
        outcomes = made.outcomes(clerks)
        assert [o for o in outcomes if o["state"] not in ("numbered", "issued")] == []
        taking.join()
        made.until_at_rest()
        named = [kill for kill in made.kills if not kill.startswith("random")]
        assert len(named) >= KILLS * 9 // 10, f"nobody came to {plans}"
        assert len(made.kills) >= len(named) + 3, "random ones too"
        with made.engine.connect("admin") as admin:
            query = "SELECT state, count(*) FROM outgoing_outgoing WHERE id = ANY(%s) GROUP BY 1"
            assert admin.execute(query, [documents]).fetchall() == [("issued", ISSUES)]
    made.after_kills = made.wrong()
    assert [sentence for sentence in made.after_kills if not sentence.startswith("orphan ")] == []
    _comes_back_whole(archive, tmp_path / "restored")


def sound(made: Rig) -> list[str]:
    return [sentence for sentence in made.wrong() if not sentence.startswith("orphan ")]


def _comes_back_whole(archive: Path, data: Path) -> None:
    """Taken in the middle of everything, the archive is one moment: its register, documents and files agree."""
    assert put_back(archive, data)["missing"] == []
    with Engine(data).running() as restored, restored.connect("admin") as admin:
        query = """
          SELECT (SELECT count(*) FROM outgoing_outgoing WHERE number IS NOT NULL),
                 (SELECT count(*) FROM numbering_line WHERE document_kind = 'outgoing'),
                 (SELECT count(*) FROM numbering_line l JOIN outgoing_outgoing o ON o.id = l.document AND o.notation = l.notation),
                 (SELECT count(*) FROM outgoing_outgoing o WHERE state IN ('sealed', 'issued')),
                 (SELECT count(*) FROM outgoing_signaturerecord WHERE part = 'agency')
        """
        numbered, lines, agreeing, sealed, seals = admin.execute(query).fetchone() or (0, 1, 2, 3, 4)
        assert numbered == lines == agreeing
        assert sealed == seals


def test_no_job_outlives_the_act_that_asked_for_it(instance: tuple[Rig, Server]) -> None:
    """Deferred in the caller's transaction, also where the caller is itself a job: none waits for what never was."""
    made, _ = instance
    if made.after_kills is None:
        pytest.skip("the kills above did not come to their end")
    assert made.after_kills == []


def test_a_restored_backup_equals_its_snapshot_and_goes_on(instance: tuple[Rig, Server], tmp_path: Path) -> None:
    made, _ = instance
    archive, data = tmp_path / "at-rest.tar", tmp_path / "restored"
    before, blobs = made.rows(), list(Blobs(made.data / "blobs"))
    take(made.engine, archive, head=False)
    put_back(archive, data)
    document = made.documents("official_letter 2021", 1)[0]
    other = Rig.restored(data, made)
    with Engine(data).owned() as server:
        assert other.rows() == before
        store = Blobs(data / "blobs")
        kept = list(store)
        assert set(kept) <= set(blobs)
        assert all(store.verify(sha256) for sha256 in kept)
        last = other.last_number()
        with other.serving(server, "2021-03-02T08:00:00+07:00"):
            outcomes = other.outcomes(other.clerks([[document]], way="worker", patience=100))
            assert [o["state"] for o in outcomes] == ["numbered"]
            other.until_at_rest()
        assert other.last_number() == last + 1
        assert sound(other) == []
