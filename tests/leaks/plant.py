"""A canary in every text field, file name and file body of one unit of the first department, in every state a document can be in.

Every planted text also holds BAIT, by which it is searched for: a page may repeat what was typed, so only CANARY counts as a leak.
OFFICE is the canary of what the agency's administrator enters and reads by right (rights and their basis, accounts): a leak to
everybody else. HOUSE is that of what everybody of the agency may read (its groups of recipients): a leak to everybody outside.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from datetime import time, timedelta
from functools import lru_cache
from uuid import UUID

import typst
from allauth.mfa.models import Authenticator
from django.db import transaction

from tests.cast import Cast, appoint
from tests.documents.layout.conformity.test_docx import STYLES, docx
from tests.jobs import run_jobs
from tinhso.core.access.public import Actor, Role, acting, system
from tinhso.core.files import public as files
from tinhso.core.notifications.models import Notice
from tinhso.core.people import public as people
from tinhso.core.people.models import Post
from tinhso.documents.agenda import public as agenda
from tinhso.documents.folders import public as folders
from tinhso.documents.incoming import public as incoming
from tinhso.documents.numbering.models import Series
from tinhso.documents.outgoing import public as outgoing
from tinhso.documents.outgoing.conformity import of_file
from tinhso.documents.outgoing.models import Outgoing
from tinhso.documents.outgoing.public import DraftValues, RecipientValue, Text
from tinhso.documents.registers import public as registers
from tinhso.documents.registers.models import OldLine
from tinhso.exchange.models import Dispatch, Inbound
from tinhso.kit import clock, ids
from tinhso.kit.fonts import FOLDER
from tinhso.signing.custody.models import Key

CANARY = "kvxzqwa71"
BAIT = "thiennga"
WORDS = f"{BAIT} {CANARY}"
OFFICE = "qzjwkvb83"
OFFICE_WORDS = f"{BAIT} {OFFICE}"
HOUSE = "wjxqvkz94"
HOUSE_WORDS = f"{BAIT} {HOUSE}"
CANARIES = (CANARY, OFFICE, HOUSE)


@dataclass
class Planted:
    """Ids by state: `out["signed"]`, `into["begun"]`. `consignment` is one that left and one that came; `named` the personnel matter;
    `before` what lists showed to others while nothing was planted."""

    cast: Cast
    former: Actor
    other_administrator: Actor
    out: dict[str, UUID] = field(default_factory=dict)
    into: dict[str, UUID] = field(default_factory=dict)
    annex: dict[UUID, UUID] = field(default_factory=dict)
    word: UUID | None = None
    consignments: list[UUID] = field(default_factory=list)
    named: UUID | None = None
    envelope: UUID | None = None
    pending: UUID | None = None
    batch: UUID | None = None
    lot: UUID | None = None
    sign_lot: UUID | None = None
    passkey: int = 0
    series: int = 0
    key: int = 0
    delegation: int = 0
    mandate: int = 0
    locked: int = 0
    group: int = 0
    saved: int = 0
    folder: int = 0
    meeting: UUID | None = None
    old: int = 0
    old_lines: list[UUID] = field(default_factory=list)
    before: dict[tuple[str, str], object] = field(default_factory=dict)


@lru_cache
def pdf(text: str = WORDS) -> bytes:
    source = f'#set text(font: "Liberation Serif", lang: "vi")\n{text}'
    return bytes(typst.compile(source.encode(), font_paths=[str(FOLDER)], ignore_system_fonts=True))


@lru_cache
def archive() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as folder:
        folder.writestr(f"{CANARY}.txt", WORDS)
    return made.getvalue()


def judged(actor: Actor, document: UUID, annex: UUID) -> None:
    """What is found of a Word file names its font: the canary."""
    there = Outgoing.objects.visible_to(actor).get(pk=document)
    of_file(there, there.annexes.get(pk=annex).file)


def closed(actor: Actor, document: UUID, result: str) -> None:
    incoming.close(actor, document, result, reply=f"9/{CANARY}")


def old_register(actor: Actor, data: bytes, kind: registers.Kind) -> object:
    file = files.store(actor, io.BytesIO(data), f"{OFFICE}.xlsx")
    return registers.import_register(actor, file, registers.Asked(kind, 2018, OFFICE_WORDS))


class Planter:
    """Plays the planting in a committed database, each act a second after the last."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.now = clock.now() - timedelta(hours=1)
        with transaction.atomic():
            former = appoint("Cao Thị Mẫu Cũ", cast.office, Role.CLERK, "Văn thư")  # who could see everything
            other_administrator = appoint("Tạ Văn Mẫu Quản", cast.other_office, Role.ADMINISTRATOR, "Quản trị hệ thống")
        self.made = Planted(cast, former, other_administrator)

    def act(self, actor: Actor, verb: object, *arguments: object, **named: object) -> object:
        self.now += timedelta(seconds=1)
        with clock.at(self.now), acting(actor):
            return verb(actor, *arguments, **named)  # type: ignore[operator]

    def all(self) -> Planted:
        from tests.leaks import answered, entrusted  # they play with this planter

        self.outgoing()
        self.incoming()
        self.rest()
        self.kept()
        self.week()
        self.old_registers()
        answered.play(self)
        entrusted.play(self)
        who = system(self.cast.agency)
        with acting(who):
            for model, when in ((Dispatch, "queued_at"), (Inbound, "at")):
                self.made.consignments += model.objects.within(who).order_by(when).values_list("pk", flat=True)
        return self.made

    def draft(self, name: str, *, to: RecipientValue | None = None, **more: object) -> UUID:
        cast = self.cast
        outside = RecipientValue(f"Công ty {WORDS}", None, addressed=True, paper_reason="party")
        values: dict[str, object] = {
            "type_code": "official_letter", "subject": f"{name} {WORDS}", "signer": cast.director.post, "recipients": (to or outside,),
            "text": Text(body=f"Nội dung {WORDS}.\n1. Việc {WORDS}.", bases=(f"Luật {WORDS}",)),
        }  # fmt: skip
        made = self.act(cast.specialist, outgoing.draft, DraftValues(**{**values, **more}))  # type: ignore[arg-type]
        ident: UUID = made.id  # type: ignore[attr-defined]
        if not more.get("secrecy"):
            kept = self.act(cast.specialist, outgoing.annex, ident, io.BytesIO(archive()), f"{CANARY}.zip")
            self.made.annex[ident] = kept.id  # type: ignore[attr-defined]
        self.made.out[name] = ident
        return ident

    def way(self, name: str, steps: int) -> UUID:
        """An outgoing document, `steps` on its way: approved twice, signed, issued to the province, recalled."""
        c = self.cast
        province = RecipientValue("Ủy ban nhân dân tỉnh Thử nghiệm", c.agency - 1, addressed=True)
        ident = self.draft(name, to=province if steps > 3 else None)
        self.act(c.specialist, outgoing.submit, ident, WORDS)
        for who in (c.unit_head, c.chief)[:steps]:
            self.act(who, outgoing.approve, ident, WORDS)
        if steps > 2:
            self.act(c.director, outgoing.sign, ident, WORDS)
        if steps > 3:
            for verb in (outgoing.number, outgoing.seal, outgoing.issue):
                self.act(c.clerk, verb, ident)
        if steps > 4:
            self.act(c.director, outgoing.recall, ident, WORDS)
        return ident

    def outgoing(self) -> None:
        c = self.cast
        self.draft("drafting")
        self.draft("lacking", text=Text(body=""))
        self.made.named = self.draft("named", named_only=True)
        self.act(c.specialist, outgoing.upload, self.draft("uploaded"), io.BytesIO(pdf()), f"{CANARY}.pdf", None)
        word = io.BytesIO(docx(styles=STYLES.replace("Times New Roman", CANARY)))
        self.made.word = self.act(c.specialist, outgoing.annex, self.made.out["uploaded"], word, f"{CANARY}.docx").id  # type: ignore[attr-defined]
        self.act(c.specialist, judged, self.made.out["uploaded"], self.made.word)
        self.draft("secret", secrecy="confidential")
        for name, steps in (("unit_review", 0), ("form_check", 1), ("for_signature", 2), ("signed", 3), ("issued", 4), ("recalling", 5)):
            self.way(name, steps)
        ident = self.draft("returned")
        to = RecipientValue(f"Công ty {WORDS}", None, addressed=True, paper_reason="party")
        for _ in range(2):  # so that there are two versions to compare
            self.act(c.specialist, outgoing.submit, ident, WORDS)
            self.act(c.unit_head, outgoing.return_, ident, WORDS)
            text = Text(body=f"Nội dung khác {WORDS}.", bases=(f"Luật {WORDS}",))
            values = DraftValues(
                type_code="official_letter", subject=f"returned {WORDS}", signer=c.director.post, text=text, recipients=(to,)
            )
            self.act(c.specialist, outgoing.amend, ident, values)

    def kept(self) -> None:
        """A folder of the specialist's own, with a document of each room in it."""
        who = self.cast.specialist
        self.made.folder = self.act(who, folders.save_folder, f"Riêng {WORDS}")  # type: ignore[assignment]
        for kind, document in (("incoming", self.made.into["begun"]), ("outgoing", self.made.out["drafting"])):
            self.act(who, folders.mark, kind, document, self.made.folder)

    def week(self) -> None:
        """The leaders' week, which the whole agency reads: one meeting of it cancelled."""
        c = self.cast
        meeting = agenda.MeetingValues(
            clock.today(), time(8), HOUSE_WORDS, (c.director.post,), place=HOUSE_WORDS, attending=HOUSE_WORDS  # type: ignore[arg-type]  # the cast has its posts
        )  # fmt: skip
        self.made.meeting = self.act(c.chief, agenda.enter, meeting).id  # type: ignore[attr-defined]
        gone = self.act(c.chief, agenda.enter, meeting)
        self.act(c.chief, agenda.cancel, gone.id, HOUSE_WORDS)  # type: ignore[attr-defined]
        self.act(c.chief, agenda.publish, clock.today())

    def old_registers(self) -> None:
        """Registers of 2018 by the clerk, and one that was withdrawn again; an administrator sees their file's name, no line."""
        from tests.documents.registers.conftest import INTO, OUT, book, into, out

        lines = {
            registers.Kind.OUTGOING: (OUT, out(f"01/{CANARY}", subject=WORDS, note=WORDS, signer=WORDS, place=WORDS, keeper=WORDS, signed_for=WORDS)),
            registers.Kind.INCOMING: (INTO, into(1, issuer=WORDS, notation=f"02/{CANARY}", subject=WORDS, note=WORDS)),
        }  # fmt: skip
        for kind, (head, line) in lines.items():
            made = self.act(self.cast.clerk, old_register, book(head, line), kind)
            self.made.old = made.pk  # type: ignore[attr-defined]
        gone = self.act(self.cast.clerk, old_register, book(OUT, out("09/QĐ-A", subject=WORDS)), registers.Kind.OUTGOING)
        self.act(self.cast.clerk, registers.withdraw, gone.pk, OFFICE_WORDS)  # type: ignore[attr-defined]
        with acting(self.cast.clerk):
            self.made.old_lines = list(OldLine.objects.within(self.cast.clerk).values_list("pk", flat=True))

    def paper(self, name: str, steps: int) -> UUID:
        """A paper arrival, `steps` on its way: registered, presented, directed to the unit's specialist, begun, closed."""
        c = self.cast
        mark = BAIT if name == "registered" else CANARY  # the alarm on twins is asked for with these, and may repeat them
        notation = f"{len(self.made.into)}/{mark}-VP"
        logged = self.act(c.clerk, incoming.log_paper, issuer=f"Sở {mark}", notation=notation, subject=f"{name} {WORDS}")
        ident: UUID = logged.id  # type: ignore[attr-defined]
        self.made.into[name] = ident
        self.act(c.clerk, incoming.attach_scan, ident, io.BytesIO(pdf()), f"{CANARY}.pdf")
        self.act(c.clerk, incoming.attach_scan, ident, io.BytesIO(archive()), f"{CANARY}.zip", annex=True)
        values = incoming.RegisterValues(note=WORDS, signer_name=WORDS, signer_title=WORDS)
        to = incoming.DirectiveValues(lead=f"o{c.specialist.post}", text=WORDS, due=clock.today() + timedelta(days=7))
        path = [
            (c.clerk, incoming.register, (values,)), (c.clerk, incoming.present, (c.director.post,)), (c.director, incoming.direct, (to,)),
            (c.specialist, incoming.look, ()), (c.specialist, incoming.progress, (WORDS,)), (c.specialist, closed, (WORDS,)),
        ]  # fmt: skip
        for who, verb, arguments in path[:steps]:
            self.act(who, verb, ident, *arguments)
        with acting(system(c.agency)):
            first = incoming.Incoming.objects.within(system(c.agency)).get(pk=ident).annexes.first()
            self.made.annex[ident] = first.file_id  # type: ignore[union-attr]
        return ident

    def incoming(self) -> None:
        for steps, name in enumerate(("accepted", "registered", "presented", "assigned", "begun", "in_progress", "done")):
            self.paper(name, steps)
        self.arrival("arrived", "07")
        self.arrival("refused", "08")
        run_jobs()
        self.act(self.cast.clerk, incoming.refuse, self.made.into["refused"], str(next(iter(incoming.Reason))), WORDS)

    def arrival(self, name: str, letter: str, data: bytes = b"") -> UUID:
        """An electronic one from the province; its consignment."""
        c, who = self.cast, system(self.cast.agency)
        with acting(who):
            arrival = incoming.Arrival(
                consignment=ids.new(), sender=c.agency - 1, document_id=f"H99,2020/03/06,{letter}/{CANARY}", number=letter, symbol=CANARY,
                notation=f"{letter}/{CANARY}", document_date=clock.today(), type_code="official_letter", subject=f"{name} {WORDS}",
                issuer=f"Ủy ban {WORDS}", signer_name=WORDS, signer_title=WORDS,
                file=files.store(who, io.BytesIO(data or pdf(f"{WORDS} {name}")), f"{CANARY}.pdf"),
            )  # fmt: skip
            self.made.into[name] = incoming.arrive_electronically(who, arrival).id
            Inbound.objects.create(
                consignment=arrival.consignment, agency_id=c.agency, sender_id=c.agency - 1, document=self.made.into[name], at=clock.now()
            )  # fmt: skip
        with acting(system(c.agency - 1)):  # the sender's side of it, which takes the answers
            Dispatch.objects.create(
                consignment=arrival.consignment, agency_id=c.agency - 1, receiver_id=c.agency, document=ids.new(), recipient=ids.new(),
                state=Dispatch.State.DELIVERED, queued_at=clock.now(), delivered_at=clock.now(),
            )  # fmt: skip
        return arrival.consignment

    def rest(self) -> None:
        c = self.cast
        envelope = self.act(c.clerk, incoming.log_envelope, sender=WORDS, addressee=c.specialist.post, note=WORDS)
        self.made.envelope = envelope.id  # type: ignore[attr-defined]
        waiting = self.act(c.clerk, incoming.keep_pending, io.BytesIO(pdf()), f"{CANARY}.pdf")
        self.made.pending = waiting.id  # type: ignore[attr-defined]
        self.act(c.specialist, incoming.extend, self.made.into["in_progress"], clock.today() + timedelta(days=14), WORDS)
        who = system(c.agency)
        with acting(who):
            Dispatch.objects.within(who).filter(document=self.made.out["issued"]).update(state="failed", error=WORDS)
            self.made.batch = Notice.objects.within(who).values_list("batch", flat=True)[0]
            self.made.key = Key.objects.within(who).filter(agency_id=c.agency, holder="agency").values_list("pk", flat=True)[0]
            self.made.series = Series.objects.within(who).values_list("pk", flat=True)[0]
        handed = {"mode": "TL", "from_post": c.director.post, "to_post": c.unit_head.post, "doc_types": ("CV",), "basis": OFFICE_WORDS}
        self.made.delegation = self.act(c.director, people.delegate, **handed)  # type: ignore[assignment]
        key = Authenticator.objects.create(
            user_id=c.specialist.account, type=Authenticator.Type.WEBAUTHN, data={"name": WORDS, "credential": {}, "passwordless": False}
        )
        self.made.passkey = key.pk


def end_post(actor: Actor) -> None:
    """The person leaves this second; his session stays."""
    Post.objects.filter(pk=actor.post).update(valid_to=clock.now())
