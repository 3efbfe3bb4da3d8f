"""Mail by the instance's SMTP server (TINHSO_SMTP_URL); bodies are plain text with addresses to open."""

from __future__ import annotations

from collections.abc import Iterator
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.utils import translation
from django.utils.translation import gettext as _

from tinhso.core.access.public import Actor
from tinhso.core.notifications.access import SETTINGS
from tinhso.core.notifications.rules import Line
from tinhso.core.people.models import Person
from tinhso.core.people.public import actor_of_post, roster
from tinhso.kit.errors import Refusal


def configured() -> bool:
    return not settings.EMAIL_BACKEND.endswith("dummy.EmailBackend")


def address(url: str) -> str:
    """A path under the instance's public address, or the bare path where none is set."""
    origins = list(settings.CSRF_TRUSTED_ORIGINS)
    return (origins[0] if origins else "") + url


def address_of(person: int) -> str:
    """A person's mail address; empty: none known."""
    found = Person.objects.filter(pk=person).values_list("email", "account__email").first()
    return next((str(a) for a in found or () if a), "")


def send(to: str, subject: str, lines: list[Line], intro: str) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        body = [intro, ""]
        for line in lines:
            body += [f"- {line.title}" + (f" ({line.note})" if line.note else ""), f"  {address(line.url)}"]
        body += ["", _("Thư tự động của Hệ thống; xin không trả lời.")]
    send_mail(subject, "\n".join(body), None, [to])


def actors_of(person: int) -> list[Actor]:
    """The Actor of each post the person holds now."""
    held = (actor_of_post(post.id) for post in roster().posts_of_person(person))
    return [actor for actor in held if actor is not None]


def actors_in(agency: int) -> Iterator[Actor]:
    for post in roster().people_of_agency(agency):
        if (actor := actor_of_post(post.id)) is not None:
            yield actor


def send_test_mail(actor: Actor, to: str) -> None:
    """Send a line to `to` and wait for the server's answer. Raises NotAllowed, Refusal `mail.not_configured`, `mail.failed`."""
    SETTINGS.require(actor)
    if not configured():
        raise Refusal(
            "mail.not_configured",
            vi="Chưa khai báo máy chủ thư. Đặt TINHSO_SMTP_URL và TINHSO_MAIL_FROM rồi khởi động lại.",
            en="No mail server is set. Set TINHSO_SMTP_URL and TINHSO_MAIL_FROM and start again.",
        )
    try:
        send(to, _("Thư thử từ Hệ thống"), [], _("Nhận được thư này nghĩa là thư đi đã hoạt động."))
    except (OSError, SMTPException) as error:
        raise Refusal(
            "mail.failed",
            vi=f"Máy chủ thư {settings.EMAIL_HOST} trả lời: {error}. Hãy kiểm tra TINHSO_SMTP_URL.",
            en=f"The mail server {settings.EMAIL_HOST} answered: {error}. Check TINHSO_SMTP_URL.",
        ) from error
