"""The incoming half of the week: what other agencies send, on the axis or on paper, and how far the Department gets with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from tinhso.scenario.data import phrases
from tinhso.scenario.data.corpus import INCOMING, Corpus, Piece
from tinhso.scenario.data.intents import DAY, Diary
from tinhso.scenario.data.province import STTTT, by_key
from tinhso.scenario.data.slots import day_text
from tinhso.scenario.data.staff import holder, of_agency

LEADS = {"cntt": "cntt", "attt": "trungtam", "bcvt": "bcvt", "ttbcxb": "ttbcxb", "khtc": "khtc", "tccb": "khtc"}
"""Which unit of the Department leads on a field of work."""
ANSWER_REF = "reply-{:02d}"
_ON_PAPER = ("registered", "presented", "assigned", "in_progress", "done", "done")
_CLERK = "vanthu"
_REACHED = ("accepted", "registered", "presented", "assigned", "in_progress", "done")
_DEPTH = {state: number for number, state in enumerate(_REACHED, start=1)} | {"late": 5, "answered": 6}


def leader_of(field: str) -> str:
    """The deputy in charge of a field, else the director."""
    for post in of_agency(STTTT):
        if field in post.fields:
            return post.person
    return holder(STTTT, "director")


def handlers(field: str, ref: str) -> tuple[str, str, str]:
    """(unit key, its head's person, one of its specialists) for a field of work; the reference's number deals the work out."""
    unit = f"{STTTT}.{LEADS[field]}"
    staff = [p.person for p in of_agency(STTTT) if p.unit == unit and p.role == "specialist"]
    return unit, holder(STTTT, "unit_head", unit), staff[int("0" + "".join(c for c in ref if c.isdigit())) % len(staff)]


class Incoming:
    def __init__(self, diary: Diary, corpus: Corpus, rng: Random, days: Sequence[date]) -> None:
        self.diary, self.corpus, self.rng, self.days = diary, corpus, rng, days

    def play(self, ends: dict[str, int]) -> list[tuple[str, Piece, int]]:
        """Writes every arrival's acts. Returns (ref, piece, minute taken up) of those that the Department answers."""
        paper = list(_ON_PAPER)
        answers: list[tuple[str, Piece, int]] = []
        number = 0
        for end, count in ends.items():
            for _ in range(count):
                number += 1
                ref = f"in-{number:02d}"
                on_paper = end in paper
                if on_paper:
                    paper.remove(end)
                minute = self._start(end)
                piece = self._piece(answered=end == "answered")
                minute = self._arrive(ref, piece, minute, on_paper, broken=end == "quarantined")
                begun = self._go(ref, piece, minute, end, on_paper, len(answers) + 1)
                if end == "answered":
                    answers.append((ref, piece, begun))
        return answers

    def _piece(self, *, answered: bool) -> Piece:
        """Answered ones are letters from one agency that acts in the demo and can receive the reply."""
        while True:
            piece = self.corpus.one(INCOMING, type="official_letter" if answered else None)
            if not answered or (by_key()[piece.author].level in (1, 2) and piece.author != "ubnd"):
                return piece

    def _start(self, end: str) -> int:
        """What is far along came early in the week; what waits came on Friday."""
        if end == "arrived":
            return 4 * DAY + self.rng.randint(120, 400)
        if end in ("quarantined", "refused", "accepted", "registered"):
            return self.rng.randint(3, 4) * DAY + self.rng.randint(10, 200)
        day = 0 if end in ("late", "answered") else self.rng.randint(0, 2)
        return day * DAY + self.rng.randint(5, 180)

    def _arrive(self, ref: str, piece: Piece, minute: int, on_paper: bool, *, broken: bool) -> int:
        if on_paper:
            scan = self.rng.random() < 0.7
            note = phrases.PAPER_NOTES[self.rng.randrange(2)] if scan else phrases.PAPER_NOTES[2]
            self.diary.act(minute, _CLERK, "arrive_paper", ref, piece=piece, scan=scan, note=note)
        else:
            clerk, signer = holder(piece.author, "clerk"), holder(piece.author, "director")
            self.diary.act(minute, clerk, "dispatch", ref, piece=piece, to=STTTT, signer=signer, broken=broken)
        return minute

    def _go(self, ref: str, piece: Piece, minute: int, end: str, on_paper: bool, answer: int) -> int:
        """Acts up to `end`; returns the minute in which the handler began (or the last act's)."""
        act, rng = self.diary.act, self.rng
        if end == "arrived":
            return minute
        if end == "quarantined":
            act(minute + 12, _CLERK, "quarantine", ref)
            return minute
        if end == "refused":
            act(minute + 25, _CLERK, "refuse", ref, reason=phrases.SENDER_RETURN_REASONS[1])
            return minute
        depth = _DEPTH[end]
        unit, head, specialist = handlers(piece.field, ref)
        leader = leader_of(piece.field)
        if not on_paper:  # a paper arrival is in the clerk's hands already
            minute += rng.randint(5, 30)
            act(minute, _CLERK, "accept", ref)
        if depth >= 2:
            minute += rng.randint(3, 20)
            act(minute, _CLERK, "register", ref)
        if depth >= 3:
            minute += rng.randint(5, 40)
            proposal = f"Đề nghị giao {_name(unit)} chủ trì"
            act(minute, "chanhvanphong", "present", ref, to=leader, proposal=proposal)
        if depth >= 4:
            minute += rng.randint(20, 120)
            self._direct(ref, minute, leader, unit, late=end == "late")
            minute += rng.randint(10, 60)
            act(minute, head, "assign", ref, to=specialist)
        if depth >= 5:
            minute += rng.randint(15, 90)
            act(minute, specialist, "begin", ref)
        begun = minute
        if end == "done":
            act(minute + rng.randint(60, 300), specialist, "close", ref, result=rng.choice(phrases.RESULTS), reply=None)
        if end == "answered":
            act(4 * DAY + 300 + answer, specialist, "close", ref, result=phrases.RESULTS[0], reply=ANSWER_REF.format(answer))
        return begun

    def _direct(self, ref: str, minute: int, leader: str, unit: str, *, late: bool) -> None:
        others = sorted({f"{STTTT}.{key}" for key in LEADS.values()} - {unit})
        co = (self.rng.choice(others),) if self.rng.random() < 0.4 or late else ()
        # A late one is due on the third day of the week itself; the rest in the weeks to come.
        deadline = self.days[2] if late else self.days[0] + timedelta(days=self.rng.choice((8, 9, 10, 11, 14, 15)))
        chosen = [text for text in phrases.DIRECTIVES if "{phoi_hop}" not in text or co]
        text = phrases.say(
            self.rng, tuple(chosen), don_vi=_name(unit), phoi_hop=_name(co[0]) if co else "", han=day_text(deadline)
        )  # fmt: skip
        self.diary.act(minute, leader, "direct", ref, lead=unit, co=co, know=(f"{STTTT}.vp",), deadline=deadline, text=text)


def _name(unit: str) -> str:
    return next(u.name for u in by_key()[STTTT].units if u.key == unit)
