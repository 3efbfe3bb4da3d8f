from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest

from tests.cast import build_cast
from tests.documents.outgoing.conftest import Office
from tests.jobs import run_jobs
from tests.keys import enroll_cast
from tinhso.core.access.public import Actor, system
from tinhso.documents.incoming import public as incoming
from tinhso.documents.incoming.public import Incoming
from tinhso.documents.outgoing.models import Outgoing, Recipient
from tinhso.documents.outgoing.public import RecipientValue, approve, draft, issue, number, seal, sign, submit
from tinhso.exchange.models import Dispatch, StatusMessage
from tinhso.kit import clock


class Exchange(Office):
    """Two departments and the queue between them."""

    def issued(self, made: Outgoing | None = None, **more: object) -> Outgoing:
        made = self.signed(made, **more)
        with self.acting(self.cast.clerk) as clerk:
            number(clerk, made.id)
            seal(clerk, made.id)
            made = issue(clerk, made.id)
            assert made.file is not None  # read here, within the sender's wall
            return made

    def reply_from_other(self, to: UUID) -> Outgoing:
        """The other department answers what it received, by whom its director gave it to."""
        cast = self.cast
        with self.acting(cast.other_clerk) as clerk:
            incoming.present(clerk, to, cast.other_director.own_post)
        with self.acting(cast.other_director) as director:
            incoming.direct(director, to, incoming.DirectiveValues(lead=f"o{cast.other_specialist.post}"))
        with self.acting(cast.other_specialist) as drafter:
            values = self.values(
                signer=cast.other_director.post,
                recipients=(RecipientValue("Sở Thử nghiệm A", cast.agency, addressed=True),),
                reply_to=str(to),
            )
            made = draft(drafter, values)
            submit(drafter, made.id, "Kính trình")
        for who in (cast.other_unit_head, cast.other_clerk):
            with self.acting(who) as actor:
                approve(actor, made.id, "Đồng ý")
        with self.acting(cast.other_director) as director:
            sign(director, made.id)
        with self.acting(cast.other_clerk) as clerk:
            number(clerk, made.id)
            seal(clerk, made.id)
            return issue(clerk, made.id)

    def run(self, *names: str) -> list[str]:
        """The worker's turn, at the exchange's own instant."""
        with clock.at(self.now):
            return run_jobs(*names)

    @contextmanager
    def here(self) -> Iterator[Actor]:
        """The sender's system."""
        with self.acting(system(self.cast.agency)) as actor:
            yield actor

    @contextmanager
    def there(self) -> Iterator[Actor]:
        """The receiver's system."""
        with self.acting(system(self.cast.other)) as actor:
            yield actor

    def received(self) -> Incoming:
        with self.there() as actor:
            return Incoming.objects.within(actor).get()

    def delivery(self, document: Outgoing) -> list[str]:
        with self.here() as actor:
            rows = Recipient.objects.within(actor).filter(document=document).order_by("ordinal")
            return [str(r.delivery) for r in rows]

    def state(self, document: Outgoing) -> str:
        with self.here() as actor:
            return str(Outgoing.objects.within(actor).get(pk=document.id).state)

    def dispatches(self) -> list[Dispatch]:
        with self.here() as actor:
            return list(Dispatch.objects.within(actor).order_by("queued_at", "consignment"))

    def told(self, agency: int) -> list[tuple[str, bool]]:
        """An agency's own trail: (code, sent by it)."""
        actor = system(agency)
        with self.acting(actor):
            return [(m.code, m.outbound) for m in StatusMessage.objects.within(actor).order_by("at", "id")]

    def accepted_and_registered(self, document: UUID) -> None:
        with self.acting(self.cast.other_clerk) as clerk:
            incoming.accept(clerk, document)
            incoming.register(clerk, document)


@pytest.fixture
def exchange(db: None) -> Exchange:
    cast = build_cast()
    enroll_cast(cast)
    return Exchange(cast)
