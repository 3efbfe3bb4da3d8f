"""The bare view: Django, its session and its login, fifty rows in order, a template. Nothing of the product but its two tables."""

from __future__ import annotations

from django.db import connection, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import Context, Engine

from tinhso.documents.incoming.models import Incoming
from tinhso.documents.outgoing.models import Outgoing

MIDDLEWARE = ["django.contrib.sessions.middleware.SessionMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware"]
FIELDS = ("id", "subject", "notation", "state", "due", "urgency")
LISTS = {
    "di": (Outgoing, "issued", {"at": F("state_at"), "whose": F("unit__versions__name"), "by": F("drafter__person__name")}),
    "den": (Incoming, "done", {"at": F("arrived_at"), "whose": F("issuer"), "by": F("directives__lead_label")}),
}
PAGE = Engine().from_string("""<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>Văn bản</title><link rel="stylesheet" href="/static/ui/base.css"></head><body>
<header>{{ user.login }}</header><h1>Văn bản</h1><ol>{% for r in rows %}
<li><a href="/van-ban-{{ list }}/{{ r.id }}/">{{ r.subject }}</a> <span>{{ r.notation }}</span> <span>{{ r.whose }}</span>
<span>{{ r.at|date:"d/m/Y" }}</span> <span>{{ r.by }}</span>{% if r.urgency %} <b>Khẩn</b>{% endif %}
{% if r.due %}<time>{{ r.due|date:"d/m/Y" }}</time>{% endif %} <i class="{{ r.state }}">{{ r.state }}</i></li>{% endfor %}</ol></body></html>""")


def view(request: HttpRequest, which: str) -> HttpResponse:
    if not request.user.is_authenticated:
        return HttpResponseRedirect("/accounts/login/")
    (model, box, more), agency = LISTS[which], request.session["agency"]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('tinhso.agencies', %s, true)", ["{" + str(agency) + "}"])  # the database shows no row otherwise
        found = model.plain.filter(agency=agency, box=box).values(*FIELDS, **more)
        rows = list(found.order_by("-at", "-id")[:50])
    return HttpResponse(PAGE.render(Context({"user": request.user, "list": which, "rows": rows})))
