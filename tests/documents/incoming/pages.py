"""A logged-in browser and a filled register form, for the tests of the pages."""

from __future__ import annotations

from django.test import Client

from tests.documents.incoming.pdfs import plain_pdf
from tinhso.core.access.public import Actor
from tinhso.core.people.models import Account

ROOT = "/van-ban-den/"


def login(actor: Actor, language: str = "vi") -> Client:
    client = Client(HTTP_ACCEPT_LANGUAGE=language)
    client.force_login(Account.objects.get(pk=actor.account), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def entry(**more: object) -> dict[str, object]:
    base = {
        "issuer": "so thu nghiem b", "notation": "07/STNB-NV", "document_date": "5/3", "type_code": "", "subject": "Đề nghị cung cấp số liệu",
        "present_to": "", "note": "", "urgency": "", "secrecy": "", "signer_name": "", "signer_title": "", "copies": "1", "pages": "2",
        "answer_by": "", "field": "", "duplicate_reason": "",
    }  # fmt: skip
    return {**base, **more}


def two_pages() -> bytes:
    return plain_pdf('Trang một")#pagebreak()#par("Trang hai')
