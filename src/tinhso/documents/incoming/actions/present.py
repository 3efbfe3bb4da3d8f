"""Present to who directs; the chief of office may propose the directive (ND30 Điều 23.1, 23.4)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor, Role
from tinhso.documents.incoming.access import PRESENT, PROPOSE
from tinhso.documents.incoming.actions.common import admit, ask, done, dropped, finish, finish_quickly, load, move, say
from tinhso.documents.incoming.actions.give import check, write
from tinhso.documents.incoming.desks import directs, post, shown
from tinhso.documents.incoming.models import Directive, Incoming
from tinhso.documents.incoming.rules.states import State, need
from tinhso.documents.incoming.rules.words import NoteKind
from tinhso.documents.incoming.values import DirectiveValues
from tinhso.kit.errors import Refusal


@transaction.atomic
def present(actor: Actor, document_id: UUID, to_post: int) -> Incoming:
    """Put it on a leader's desk, or on the chief of office's for a proposal; also to another than before.

    Raises NotAllowed, Refusal `incoming.desk`, `incoming.no_leader`, Conflict.
    """
    PRESENT.require(actor)
    document = load(actor, document_id)
    to = post(actor, to_post)
    if not directs(to) and to.role != Role.CHIEF_OF_OFFICE:
        raise _no_leader()
    if document.state != State.PRESENTED:
        move(actor, document, "present")
    done(actor, document, "present")
    dropped(actor, document, "direct")
    _put_before(actor, document, to.id)
    say(actor, document, NoteKind.PRESENT, shown(to))
    finish_quickly(actor, document, "present", to=to.id)  # registering and presenting are one click
    return document


@transaction.atomic
def propose(actor: Actor, document_id: UUID, values: DirectiveValues, to_post: int) -> Directive:
    """The chief of office's proposal goes with the document to a leader; a later one replaces it.

    Raises NotAllowed, Refusal (see `give.check`), `incoming.no_leader`, Conflict.
    """
    PROPOSE.require(actor)
    document = load(actor, document_id)
    to = post(actor, to_post)
    if not directs(to):
        raise _no_leader()
    if document.state == State.REGISTERED:
        move(actor, document, "present")
    else:
        need(State(document.state), "propose")
    checked = check(actor, document, values)
    document.directives.filter(state=Directive.State.PROPOSED).update(state=Directive.State.REPLACED)
    proposal = write(actor, document, checked, Directive.State.PROPOSED)
    done(actor, document, "present", "direct")
    _put_before(actor, document, to.id)
    finish(actor, document, "propose", to=to.id, directive=str(proposal.id))
    return proposal


def _put_before(actor: Actor, document: Incoming, to: int) -> None:
    document.presented_to_id = to
    admit(document, [principal.post(to)])
    ask(actor, document, "direct", principal.post(to))


def _no_leader() -> Refusal:
    return Refusal(
        "incoming.no_leader", vi="Người này không có thẩm quyền chỉ đạo giải quyết văn bản.", en="This person has no authority to direct."
    )
