"""An action behind a form or a button: done whole or not at all, and a refusal said where the person looks."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tinhso.kit.errors import Refusal
from tinhso.ui.words import said

NOT_TYPED = (403, 404)
"""Statuses of refusals that no other words in the form would cure: they go on to the middleware and its page."""


def attempt(
    form: forms.Form, do: Callable[[], Any], fields: Mapping[str, str] | None = None, *, beyond: Container[int] = NOT_TYPED
) -> bool:
    """Whether it was done; a refusal becomes the form's error, at the field that `fields` names for its code.

    Raises Refusal of a status in `beyond`.
    """
    try:
        with transaction.atomic():
            do()
    except Refusal as refusal:
        if refusal.status in beyond:
            raise
        place = (fields or {}).get(refusal.code)
        form.add_error(place if place in form.fields else None, said(refusal))
        return False
    return True


def press(request: HttpRequest, do: Callable[[], Any], done: str, back: str) -> HttpResponse:
    """A button without fields: do it, say `done` or why not at the top of the page it goes back to. Raises Refusal of `NOT_TYPED`."""
    try:
        with transaction.atomic():
            do()
    except Refusal as refusal:
        if refusal.status in NOT_TYPED:
            raise
        messages.error(request, said(refusal))
    else:
        messages.success(request, done)
    return redirect(back)
