"""Rows ticked in a list, as the request brings them: `chon=<id>` of each."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest

from tinhso.kit.typed import uuid


def ticked(request: HttpRequest) -> list[UUID]:
    """Each once, in the order sent; what is no id was typed and is left out."""
    found = map(uuid, request.POST.getlist("chon") or request.GET.getlist("chon"))
    return list(dict.fromkeys(ident for ident in found if ident is not None))
