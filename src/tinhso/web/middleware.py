"""The request's actor, its transaction and its scope; what a page says when the database is away or has no room."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable
from contextlib import nullcontext

from django.db import InterfaceError, OperationalError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, UnreadablePostError
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from psycopg.errors import DiskFull
from psycopg_pool import PoolTimeout

from tinhso.core.access.public import reading, set_scope
from tinhso.core.access.web import page_of
from tinhso.core.files.public import MAX_BYTES
from tinhso.core.people import public as people
from tinhso.kit.errors import Refusal
from tinhso.web.login import demanded

Handler = Callable[[HttpRequest], HttpResponseBase]
POST_KEY = "tinhso_post"
AWAY = (OperationalError, InterfaceError, PoolTimeout)
PAGES = {403: "403.html", 404: "404.html", 409: "409.html", 413: "413.html", 507: "507.html"}
MAX_REQUEST = MAX_BYTES + 20 * 1024 * 1024
"""The largest file there is, and the words of its form."""
SAFE = ("GET", "HEAD")
FULL = (errno.ENOSPC, errno.EDQUOT)
log = logging.getLogger("tinhso.web")


class DatabaseAway:
    """A sentence instead of an error: 503 while PostgreSQL restarts, 507 where its disk is full."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, AWAY):
            return away(request, error)
        return None


def away(request: HttpRequest, error: Exception) -> HttpResponse:
    """The page of a database that cannot serve; it must not ask the database anything itself."""
    if isinstance(error.__cause__, DiskFull):
        log.error("database's disk is full: %s", error)
        return render(request, "507.html", status=507)
    log.warning("database away: %s", error)
    response = render(request, "503.html", status=503)
    response["Retry-After"] = "3"
    return response


class Limits:
    """What is too large is refused before a byte of it is read; a disk that fills while a form comes in is told, not an error."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and len(length) < 20 and int(length) > MAX_REQUEST:
            limits = {"sent": int(length) // 1024**2, "limit": MAX_REQUEST // 1024**2}
            sentence = _("Gửi lên %(sent)s MB một lần, quá mức %(limit)s MB; chưa lưu gì.") % limits
            return render(request, "413.html", {"sentence": sentence}, status=413)
        request.encoding = "utf-8"  # whatever the client calls it: another one could smuggle in what no text is
        try:
            sent = [*request.GET.lists(), *request.POST.lists()]  # read here once, so that the disk's refusal finds a page
        except UnreadablePostError:
            return render(request, "400.html", status=400)  # whoever sent it is gone
        except OSError as error:
            if error.errno not in FULL:
                raise
            for handler in request.upload_handlers:  # half a file does not stay on a full disk
                if (half := getattr(handler, "file", None)) is not None:
                    half.close()
            sentence = _("Ổ đĩa chứa dữ liệu đã đầy; chưa lưu gì. Hãy báo quản trị giải phóng dung lượng rồi thử lại.")
            return render(request, "507.html", {"sentence": sentence}, status=507)
        if any("\0" in text for name, values in sent for text in (name, *values)):
            sentence = _("Nội dung gửi lên có ký tự rỗng (NUL) không lưu được. Hãy gõ lại đoạn vừa dán.")
            return render(request, "400.html", {"sentence": sentence}, status=400)
        return self.get_response(request)


class Uploads:
    """A form sent by ui/js/drop.js is told where to go, not sent there: the page with the message is then loaded once, by the browser."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if "X-Upload" in request.headers and "Location" in response:
            response.status_code = 204
            response["X-Location"] = response["Location"]
            del response["Location"]
        return response


class ActorAndScope:
    """Every request, reads too, runs in one transaction scoped to its actor; an error undoes it whole.

    Who owes a second factor is nobody yet: no actor, a scope that shows nothing, and few addresses (web.login.demanded).

    HEAD is answered as GET is (RFC 9110, 9.3.2; the server leaves the body out), and undone too: nobody has seen what was not sent, so
    neither the evidence of a look nor a task begun by it may stay.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        head = request.method == "HEAD"
        if head:
            request.method = "GET"
        try:
            with transaction.atomic(), reading() if request.method in SAFE else nullcontext():
                owing = demanded.owes(request.user)
                actor = None if owing else self._actor(request)
                request.actor = actor  # type: ignore[attr-defined]  # our own attribute, read through access.web.for_actor
                if actor is None:
                    set_scope((), ())
                else:
                    set_scope(actor.agencies, actor.principals)
                response = (demanded.led(request) if owing else None) or self.get_response(request)
                if response.status_code == 405 and request.method in SAFE:  # an address typed that only a button may call
                    allowed, response = response["Allow"], render(request, "405.html", status=405)
                    response["Allow"] = allowed
                if head or response.status_code >= 500:
                    transaction.set_rollback(True)
        except AWAY as error:
            return away(request, error)
        finally:
            if head:
                request.method = "HEAD"
        return response

    def _actor(self, request: HttpRequest) -> people.Actor | None:
        user = request.user
        if not user.is_authenticated:
            return None
        chosen = request.session.get(POST_KEY)
        return people.actor_for(user, chosen)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A refusal is an answer, not an error: its sentence, its status, nothing changed."""
        if not isinstance(error, Refusal):
            return None
        transaction.set_rollback(True)
        # A form goes back to the page that holds it; a page that refuses itself has nowhere to go back to.
        back = "" if request.method in SAFE else page_of(request)
        context = {"sentence": error.message(get_language() or "vi"), "reference": error.code, "back_url": back, "status": error.status}
        return render(request, PAGES.get(error.status, "400.html"), context, status=error.status)
