"""A first working week of the Department as a list of acts: about thirty documents out, forty in, each left in a chosen state.

The states and verbs are those of `documents/outgoing/rules/states.py` and `documents/incoming/rules/states.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from random import Random

from tinhso.scenario.data.corpus import Corpus, Piece
from tinhso.scenario.data.intents import Diary, Intent
from tinhso.scenario.data.week_in import Incoming
from tinhso.scenario.data.week_out import Outgoing

DAYS = tuple(date(2020, 9, day) for day in range(14, 19))

VERBS = {
    "draft": "piece: Piece, unit, signer (person key), reviewers (person keys), reply_to (ref or None)",
    "submit": "", "approve": "step (unit_head, consult, form_check, leader), text", "return": "reason", "sign": "text",
    "number": "", "seal": "", "issue": "", "void": "reason", "recall": "reason",
    "dispatch": "piece, to (agency key), signer (person key), broken (bool): another agency issues and it arrives",
    "arrive_paper": "piece, scan (bool), note",
    "quarantine": "", "accept": "", "refuse": "reason", "register": "", "present": "to (person key), proposal",
    "direct": "lead (unit key), co (unit keys), know (unit keys), deadline (date), text", "assign": "to (person key)", "begin": "",
    "close": "result, reply (ref or None)", "agree_recall": "",
}  # fmt: skip
"""Every verb of a plan with its parameters. `dispatch` is done by a clerk elsewhere, everything after it by the receiver."""

OUTGOING_END = {
    "drafting": 3, "unit_review": 3, "returned": 2, "form_check": 2, "leader_review": 1, "for_signature": 3, "signed": 2, "numbered": 1,
    "sealed": 1, "issued": 10, "recalled": 1, "void": 1,
}  # fmt: skip
"""How many outgoing documents stand where on the last evening; four of the issued answer an incoming one."""

INCOMING_END = {
    "arrived": 4, "quarantined": 1, "refused": 1, "accepted": 2, "registered": 3, "presented": 4, "assigned": 6, "late": 3,
    "in_progress": 6, "done": 6, "answered": 4,
}  # fmt: skip
"""The same for incoming; `late` are in progress past their deadline, `answered` done with a reply linked."""


def plan(seed: int = 2020, days: Sequence[date] = DAYS) -> tuple[Intent, ...]:
    """The acts of five working days in order of time; the same seed and days give the same week."""
    rng = Random(seed)  # noqa: S311 - a demo's plan, not a secret
    diary, corpus = Diary(), Corpus(seed, days[0])
    answers = Incoming(diary, corpus, rng, days).play(INCOMING_END)
    out = Outgoing(diary, corpus, rng)
    out.play(OUTGOING_END, answers)
    out.life_of_one()
    return diary.told()


def pieces(intents: tuple[Intent, ...]) -> dict[str, Piece]:
    """The text behind every reference of the plan."""
    return {i.ref: i.params["piece"] for i in intents if "piece" in i.params}


def end_states(intents: tuple[Intent, ...]) -> Counter[str]:
    """How many documents stop after which verb: a summary for a progress bar or a check."""
    last = {i.ref: i.verb for i in intents}
    return Counter(last.values())
