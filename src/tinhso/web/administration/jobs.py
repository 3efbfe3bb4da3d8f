"""Việc nền: what failed and why, what waits, what ran; a failed job is run again from here."""

from __future__ import annotations

from collections import Counter

from django.db.models import Count as CountOf
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob

from tinhso.core.access.public import Actor, aggregate, record
from tinhso.core.people.models import Post
from tinhso.kit import clock
from tinhso.kit.paging import Page, decode, encode
from tinhso.kit.typed import whole
from tinhso.ui import format as fmt
from tinhso.ui.attempts import press
from tinhso.ui.rows import Tab
from tinhso.web.access import ALL_JOBS, OPERATE
from tinhso.web.administration import wording
from tinhso.web.administration.common import for_right
from tinhso.web.models import JobError

LIMIT = 50
AGENCIES = ("agency", "sender", "receiver")
POSTS = ("post", "to")
"""Arguments that say whose a job is; one with none of them, nor a person, is the house's own."""
STATUSES = ("failed", "todo", "doing", "succeeded")


@require_GET
@for_right(OPERATE)
def listing(request: HttpRequest, actor: Actor, status: str = "failed") -> HttpResponse:
    """One status, the newest first, paged by keyset. Arguments are ids; nothing of a document is here, but of agencies who wrote to whom."""
    if status not in STATUSES:
        raise Http404
    known = _known(actor)
    counted = Counter(dict(known.values_list("status").annotate(n=CountOf("id")).order_by()))
    page = _page(known.filter(status=status), request.GET.get("older"))
    found = [job.id for job in page.rows]
    errors = {e.job_id: e for e in JobError.objects.filter(job_id__in=found)}
    last = {}
    for job, at in ProcrastinateEvent.objects.filter(job_id__in=found).order_by("at").values_list("job_id", "at"):
        last[job] = at
    rows = [
        {
            "id": job.id, "task": wording.job(job.task_name), "code": job.task_name, "attempts": job.attempts, "when": fmt.moment(last.get(job.id), seconds=True), "args": _args(job),
            "error": errors[job.id].text if job.id in errors and status in ("failed", "todo") else "",
            "why": wording.failure(errors[job.id].text) if job.id in errors else "",
            "next": fmt.moment(job.scheduled_at, seconds=True) if status == "todo" else "",
        }
        for job in page.rows
    ]  # fmt: skip
    labels = {"failed": _("Không xong"), "todo": _("Đang đợi"), "doing": _("Đang chạy"), "succeeded": _("Đã xong")}
    tabs = [
        Tab(labels[s], reverse("jobs") if s == "failed" else reverse("jobs_status", args=[s]), s == status, fmt.number(counted[s]))
        for s in STATUSES
    ]
    return render(request, "web/administration/jobs.html", {"rows": rows, "tabs": tabs, "page": page, "status": status})


def _known(actor: Actor) -> QuerySet[ProcrastinateJob]:
    """The agency's jobs, at either end of a delivery, and the house's own; all of them only by a granted right."""
    if ALL_JOBS.held_by(actor):
        return ProcrastinateJob.objects.all()
    posts = dict(Post.objects.filter(agency_id=actor.agency).values_list("id", "person_id"))
    own = ~Q(args__has_any_keys=[*AGENCIES, *POSTS, "person"]) | Q(args__person__in=sorted(set(posts.values())))
    for name in AGENCIES:
        own |= Q(**{f"args__{name}": actor.agency})
    for name in POSTS:
        own |= Q(**{f"args__{name}__in": sorted(posts)})
    return ProcrastinateJob.objects.filter(own)


def _page(rows: QuerySet[ProcrastinateJob], older: str | None) -> Page[ProcrastinateJob]:
    if older:
        last = whole(str(decode(older, 1)[0]))
        rows = rows.filter(id__lt=last) if last is not None else rows.none()
    found = list(rows.order_by("-id")[: LIMIT + 1])
    return Page(found[:LIMIT], None, encode([found[LIMIT - 1].id]) if len(found) > LIMIT else None)


def _args(job: ProcrastinateJob) -> str:
    return "; ".join(wording.thing(name, value) for name, value in job.args.items() if name != "timestamp")


@require_POST
@for_right(OPERATE)
def retry(request: HttpRequest, actor: Actor, job: int) -> HttpResponse:
    """Run a failed job again now; jobs are safe to repeat."""
    if not _known(actor).filter(pk=job, status="failed").exists():
        raise Http404

    def act() -> None:
        app.job_manager.retry_job_by_id(job, retry_at=clock.real())
        record(actor, "web.retry_job", aggregate("job", job))

    return press(request, act, _("Đã cho chạy lại."), reverse("jobs"))
