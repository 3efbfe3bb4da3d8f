"""Declare which steps the drafts of a type take in the agency (Điều 11-13); what is under way keeps the steps it has."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from tinhso.core.access.public import Actor, aggregate, record
from tinhso.documents.outgoing.access import ROUTES
from tinhso.documents.outgoing.models import Route
from tinhso.documents.outgoing.rules.route import StepKind, check_kinds
from tinhso.documents.types import BY_CODE
from tinhso.kit.errors import Refusal


@transaction.atomic
def set_route(actor: Actor, type_code: str, kinds: Sequence[StepKind]) -> Route:
    """`type_code` "" is the route of every type without its own. Raises Refusal: unknown type, no form check, signature not last."""
    ROUTES.require(actor)
    if type_code and type_code not in BY_CODE:
        raise Refusal("route.type", vi=f"Không có loại văn bản “{type_code}”.", en=f"There is no document type “{type_code}”.")
    check_kinds(kinds)
    rows = Route.objects.within(actor).select_for_update().filter(agency_id=actor.agency, type_code=type_code)
    route = rows.first() or Route(agency_id=actor.agency, type_code=type_code)
    route.steps = [{"kind": kind.value} for kind in kinds]
    route.save()
    record(actor, "outgoing.set_route", aggregate("route", route.id), type=type_code, steps=[k.value for k in kinds])
    return route


@transaction.atomic
def drop_route(actor: Actor, type_code: str) -> None:
    """The type goes the common way again."""
    ROUTES.require(actor)
    gone, _ = Route.objects.within(actor).filter(agency_id=actor.agency, type_code=type_code).delete()
    if gone:
        record(actor, "outgoing.drop_route", aggregate("route", type_code or "common"), type=type_code)
