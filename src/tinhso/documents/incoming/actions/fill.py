"""Writing the register's fields: whose they are decides who may change them."""

from __future__ import annotations

from tinhso.documents.incoming.actions.common import need
from tinhso.documents.incoming.actions.paper import secret_no_file
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.incoming.rules.identity import issuer_key, notation_key, split
from tinhso.documents.incoming.values import AUTHORS, OURS, RegisterValues
from tinhso.documents.marks import Secrecy, Urgency
from tinhso.documents.types import BY_CODE
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.kit.text import squeeze


def fill(document: Incoming, values: RegisterValues) -> dict[str, tuple[str, str]]:
    """Write the given fields; returns what changed, as (before, after). The caller saves.

    Raises Refusal `incoming.author_read_only`, `incoming.type`, `incoming.mark`, `incoming.date_future`, `incoming.reason` (issuer,
    subject), `incoming.secret_no_file`, `incoming.field_secret`.
    """
    changed: dict[str, tuple[str, str]] = {}
    for name in (*AUTHORS, *OURS):
        value = getattr(values, name)
        if isinstance(value, str):
            value = squeeze(value)
        before = getattr(document, name)
        if value is None or value == before:
            continue
        if name in AUTHORS and document.channel == Incoming.Channel.ELECTRONIC:
            raise _read_only(document)
        setattr(document, name, value)
        changed[name] = (str(before), str(value))
    if "notation" in changed:
        document.number, document.symbol = split(document.notation)
    document.issuer_key, document.notation_key = issuer_key(document.issuer), notation_key(document.notation)
    _check(document)
    return changed


def _check(document: Incoming) -> None:
    need(document.issuer, "Chưa ghi tác giả (cơ quan ban hành).", "The issuing organ is missing.")
    need(document.subject, "Chưa ghi trích yếu.", "The subject is missing.")
    if document.type_code and document.type_code not in BY_CODE:
        raise Refusal("incoming.type", vi="Không có loại văn bản này.", en="There is no such type of document.")
    if document.urgency not in set(Urgency) or document.secrecy not in set(Secrecy):
        raise Refusal("incoming.mark", vi="Độ khẩn hoặc độ mật không đúng.", en="Unknown urgency or secrecy.")
    if document.document_date and document.document_date > clock.today():
        raise Refusal(
            "incoming.date_future",
            vi=f"Ngày văn bản {document.document_date:%d/%m/%Y} ở sau hôm nay. Kiểm tra lại ngày ghi trên văn bản.",
            en=f"The document's date {document.document_date:%d/%m/%Y} is after today. Check the date on the document.",
        )
    if document.secrecy and (document.file_id or document.annexes.exists()):
        raise secret_no_file()


def _read_only(document: Incoming) -> Refusal:
    return Refusal(
        "incoming.author_read_only",
        vi=f"Văn bản {document.notation} đến bằng điện tử: các mục do tác giả ghi (số, ký hiệu, ngày, trích yếu, người ký) không sửa được. "
        "Nếu sai, trả lại nơi gửi.",
        en=f"{document.notation} came electronically: what its author wrote (number, symbol, date, subject, signer) cannot be changed. "
        "If it is wrong, return it to the sender.",
    )
