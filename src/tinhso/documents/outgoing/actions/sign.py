"""The person's signature (ND30 Điều 13.7): on the bytes that were reviewed, by a person entitled on that day."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID

from django.db import transaction

from tinhso.core.access.public import Actor, record
from tinhso.core.files import public as files
from tinhso.core.people.public import post as post_of
from tinhso.core.people.public import signing_authority
from tinhso.core.work import public as work
from tinhso.documents.outgoing.access import SIGN as MAY_SIGN
from tinhso.documents.outgoing.actions.common import NUMBER, admit, ask, clerks, index, issue_by, load, move, say, subject_of
from tinhso.documents.outgoing.actions.decide import open_step
from tinhso.documents.outgoing.actions.submit import SIGN
from tinhso.documents.outgoing.models import Opinion, Outgoing, SignatureRecord, Step
from tinhso.documents.outgoing.rules.route import StepKind
from tinhso.documents.outgoing.rules.states import OUTGOING, State
from tinhso.documents.types import BY_CODE
from tinhso.kit import clock
from tinhso.kit.errors import Conflict, NotAllowed, Refusal
from tinhso.signing import public as signing
from tinhso.signing.custody import public as custody


@transaction.atomic
def sign(actor: Actor, document_id: UUID, text: str = "", sha256: str | None = None, revision: int | None = None) -> Outgoing:
    """Sign the frozen version. `sha256` is what the signer was shown: another file by now, or none at all (""), is refused.

    Raises NotAllowed: he is not the signer it prints, and a lent inbox does not lend the signature; Refusal: no authority on this day
    or another than the printed one (Điều 13), no valid certificate. The web asks for re-authentication first.
    """
    MAY_SIGN.require(actor)
    seen = Outgoing.objects.visible_to(actor).select_related("file").filter(pk=document_id).first()
    if seen is None or seen.file is None:
        load(actor, document_id)
        raise Refusal("sign.no_file", vi="Văn bản chưa có tệp để ký.", en="The document has no file to sign.", status=409)
    if sha256 is not None and sha256 != seen.file.sha256:
        OUTGOING.after(State(seen.state), "sign")  # what is signed by now is told as that, not as another file
        raise Conflict(
            "sign.other_file",
            vi="Tệp đã khác với tệp bạn vừa xem. Tải lại trang và đọc lại trước khi ký.",
            en="The file is no longer the one you were shown. Reload and read it again before signing.",
        )
    shown = seen.file
    need_printed_signer(actor, seen)
    # The key's work comes before any lock; the signature counts only if the document is still what was signed.
    key = custody.personal_key(actor)
    at = clock.now()  # written into the signature, and so into its record
    signed = signing.sign_person(files.bytes_of(shown), key.provider, image=key.image, at=at)
    document = load(actor, document_id, revision)
    need_printed_signer(actor, document)
    step = open_step(actor, document, allow_sign=True)
    if document.file_id != shown.id or StepKind(step.kind) is not StepKind.SIGN:
        raise Conflict(
            "sign.moved_on",
            vi="Văn bản vừa thay đổi trong lúc ký. Tải lại trang.",
            en="The document changed while it was being signed. Reload the page.",
        )
    report = custody.judged(signed, final=False)
    document.file = files.store(actor, BytesIO(signed), f"da-ky-{document.version}.pdf")
    SignatureRecord.objects.create(
        document=document, agency_id=document.agency_id, version=document.version, part=SignatureRecord.Part.PERSON, file=document.file,
        signer=key.subject, serial=key.serial, certificate=key.certificate, signed_at=at, signed_by_id=actor.own_post, result=report,
    )  # fmt: skip
    step.state, step.done_at, step.done_by_id = Step.State.DONE, clock.now(), actor.post
    step.save()
    move(document, "sign")
    say(actor, document, Opinion.Kind.SIGN, text, step)
    if document.plan.get("named_only"):
        admit(document, clerks(document))  # those who number, seal and issue it
        index(actor, document)
    document.save()
    work.close_tasks(actor, subject=subject_of(document), kind=SIGN)
    ask(actor, document, NUMBER, clerks(document), due=issue_by(document))
    record(actor, "outgoing.sign", subject_of(document), sha256=document.file.sha256, serial=key.serial)
    return document


def need_printed_signer(actor: Actor, document: Outgoing) -> None:
    """The one whose post and name stand under the text, on the authority printed above them (Appendix I.II.7).

    Raises NotAllowed `sign.not_the_signer`, Conflict `sign.other_authority`, Refusal without authority on this day (Điều 13).
    """
    signer = post_of(document.signer_id or 0)
    if actor.post != signer.id:
        raise NotAllowed(
            "sign.not_the_signer",
            vi=f"Văn bản này do {signer.name}, {signer.title} ký; không ai ký thay bằng chữ ký khác (Điều 13). Nếu người khác ký thì trả lại "
            "để lập lại với người ký đó.",
            en=f"This document is to be signed by {signer.name}, {signer.title}, and by nobody else (Article 13). If another is to sign, return "
            "it to be drawn up with that signer.",
        )
    kind = BY_CODE[document.type_code].abbreviation
    authority = signing_authority(signer=signer.id, agency=document.agency_id, on=clock.today(), doc_type=kind, field=document.field)
    version = document.versions.filter(number=document.version).first()
    printed = version.content["signer"]["authority"] if version and version.content else None
    if printed is not None and list(authority.lines) != list(printed):
        raise Conflict(
            "sign.other_authority",
            vi=f"Văn bản in thẩm quyền “{' / '.join(printed)}” nhưng nay {signer.name} ký là “{' / '.join(authority.lines)}” (Điều 13). "
            "Trả lại để lập lại với thẩm quyền đang có.",
            en=f"The document prints “{' / '.join(printed)}” but {signer.name} now signs as “{' / '.join(authority.lines)}” (Article 13). "
            "Return it to be drawn up again.",
        )
