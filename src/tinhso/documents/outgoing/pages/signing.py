"""The page on which a leader signs: the file as it is, what changed, one button; the password is asked again first."""

from __future__ import annotations

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tinhso.core.access.public import Actor, seen
from tinhso.core.access.web import for_actor
from tinhso.documents.outgoing.actions.common import ROOT, subject_of
from tinhso.documents.outgoing.actions.decide import look
from tinhso.documents.outgoing.actions.sign import sign as sign_document
from tinhso.documents.outgoing.card import card
from tinhso.documents.outgoing.compared import compared
from tinhso.documents.outgoing.pages.common import found
from tinhso.kit.typed import whole
from tinhso.ui.rows import Crumb


@reauthentication_required(allow_get=False)  # type: ignore[untyped-decorator]  # allauth is untyped
@for_actor
def sign(request: HttpRequest, actor: Actor, document: UUID) -> HttpResponse:
    """GET shows exactly the bytes that POST signs: their SHA-256 goes along, another file by then is refused."""
    there = found(actor, document)
    if request.method == "POST":
        sign_document(actor, document, request.POST.get("text", ""), request.POST.get("sha256", ""), whole(request.POST.get("revision")))
        messages.success(request, _("Đã ký. Văn thư sẽ cấp số."))
        return redirect(f"{ROOT}{document}/")
    shown = card(actor, there)
    if not shown.may_sign:  # an old link, or Back after signing: nothing waits for this signature any more
        messages.info(request, _("Văn bản này không chờ bạn ký, hoặc đã ký rồi."))
        return redirect(f"{ROOT}{document}/")
    told = compared(actor, [there], in_full=True)[there.pk]
    look(actor, document)
    seen(actor, subject_of(there), "view")
    crumbs = [Crumb(_("Văn bản đi"), ROOT), Crumb(there.subject, f"{ROOT}{document}/")]
    return render(request, "outgoing/sign.html", {"card": shown, "document": there, "told": told, "crumbs": crumbs})
