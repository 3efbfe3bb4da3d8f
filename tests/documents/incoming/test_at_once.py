"""Two clerks at once, on transactions that really commit."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from django.db import connection

from tests.cast import build_cast
from tinhso.core.access.public import Actor, acting
from tinhso.documents.incoming import public as incoming
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.numbering.public import Line
from tinhso.kit.errors import Refusal


def attempt(clerk: Actor, document: UUID) -> str:
    try:
        with acting(clerk):
            return str(incoming.register(clerk, document).arrival_number)
    except Refusal as no:
        return no.code
    finally:
        connection.close()


def test_two_clerks_registering_one_document_give_it_one_number(committed: str) -> None:
    clerk = build_cast().clerk
    with acting(clerk):
        made = incoming.log_paper(clerk, issuer="Sở X", notation="05/SX-VP", subject="Thử")
    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(lambda _: attempt(clerk, made.id), range(2)))
    assert answers == ["1", "incoming.registered"]


def test_the_same_document_logged_twice_and_registered_at_once_is_found_out_without_a_gap(committed: str) -> None:
    clerk = build_cast().clerk
    with acting(clerk):
        twins = [incoming.log_paper(clerk, issuer="Sở X", notation="05/SX-VP", subject="Thử").id for _ in range(2)]
        others = [incoming.log_paper(clerk, issuer="Sở X", notation=f"{n}/SX-VP", subject="Thử").id for n in range(10, 16)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda ident: attempt(clerk, ident), [*twins, *others]))
    assert answers.count("incoming.duplicate") == 1
    with acting(clerk):
        numbers = Line.objects.within(clerk).filter(document_kind="incoming").order_by("number").values_list("number", flat=True)
        assert list(numbers) == list(range(1, 8))
        assert Incoming.objects.visible_to(clerk).filter(state="registered").count() == 7


def test_a_scope_does_not_outlive_its_transaction(committed: str) -> None:
    cast = build_cast()
    with acting(cast.clerk):
        incoming.log_paper(cast.clerk, issuer="Sở X", subject="Thử")
    assert not Incoming.objects.unscoped("no scope is set: the database shows nothing").exists()
