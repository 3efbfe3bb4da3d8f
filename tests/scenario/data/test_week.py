from __future__ import annotations

from collections import Counter
from datetime import date, time
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tinhso.documents.incoming.rules.states import INCOMING
from tinhso.documents.incoming.rules.states import State as InState
from tinhso.documents.outgoing.rules.states import OUTGOING
from tinhso.documents.outgoing.rules.states import State as OutState
from tinhso.scenario.data import staff, week, xlsx
from tinhso.scenario.data.intents import Intent, moment
from tinhso.scenario.data.province import STTTT, agencies, agency

PLAN = week.plan()
_POSTS = {p.person: [q for q in staff.posts() if q.person == p.person] for p in staff.posts()}
_STEP_STATE = {
    "unit_head": OutState.UNIT_REVIEW, "form_check": OutState.FORM_CHECK, "leader": OutState.LEADER_REVIEW,
    "sign": OutState.FOR_SIGNATURE,
}  # fmt: skip
_OUT_VERBS = ("return", "sign", "number", "seal", "issue", "void", "recall")
"""What follows `issue` in the thread is done by the receiver, in the incoming table."""


def acts(ref: str) -> list[Intent]:
    return [i for i in PLAN if i.ref == ref]


def refs(start: str) -> list[str]:
    return sorted({i.ref for i in PLAN if i.ref.startswith(start)})


def out_state(ref: str) -> str:
    """Walks the product's own state table; fails where an act is not allowed."""
    state = OutState.DRAFTING
    reviews: list[str] = []
    for intent in acts(ref):
        if intent.verb == "draft":
            reviews = ["unit_head", "form_check", *(["leader"] if intent.params["reviewers"] else []), "sign"]
        elif intent.verb == "submit":
            state = _STEP_STATE[reviews[0]]
        elif intent.verb == "approve":
            assert intent.params["step"] == reviews.pop(0) and state in _STEP_STATE.values()
            state = _STEP_STATE[reviews[0]]
        elif intent.verb == "agree_recall":
            assert state is OutState.RECALLING
            state = OutState.RECALLED
        elif intent.verb in _OUT_VERBS:
            targets = OUTGOING.targets(state, intent.verb)
            assert targets, (ref, intent.verb, state)
            state = targets[0]
    return state.value


def in_state(ref: str) -> str:
    state = InState.ARRIVED
    for intent in acts(ref):
        if intent.verb in ("dispatch", "assign"):
            continue
        if intent.verb == "arrive_paper":
            state = InState.ACCEPTED
            continue
        targets = INCOMING.targets(state, intent.verb)
        assert targets, (ref, intent.verb, state)
        state = targets[0]
    return state.value


def test_same_seed_same_week() -> None:
    assert week.plan(7) == week.plan(7)
    assert week.plan(7) != week.plan(8)


def test_outgoing_end_the_week_where_they_should() -> None:
    ends = Counter(out_state(ref) for ref in [*refs("out-"), *refs("reply-"), "thread"])
    assert ends == Counter(week.OUTGOING_END)
    assert sum(ends.values()) == 30


def test_incoming_end_the_week_where_they_should() -> None:
    wanted = Counter(week.INCOMING_END)
    merged = Counter({state: wanted[state] for state in wanted if state not in ("late", "answered")})
    merged["in_progress"] += wanted["late"]
    merged["done"] += wanted["answered"]
    ends = Counter(in_state(ref) for ref in refs("in-"))
    assert ends == merged
    assert sum(ends.values()) == 40


def test_six_come_on_paper_and_one_with_a_broken_signature() -> None:
    assert sum(i.verb == "arrive_paper" for i in PLAN) == 6
    broken = [i.ref for i in PLAN if i.verb == "dispatch" and i.params["broken"]]
    assert [in_state(ref) for ref in broken] == ["quarantined"]


def test_three_are_late_on_friday() -> None:
    late = [i.ref for i in PLAN if i.verb == "direct" and i.params["deadline"] and i.params["deadline"] < date(2020, 9, 18)]
    assert len(late) == 3 and {in_state(ref) for ref in late} == {"in_progress"}


def test_a_reply_is_issued_before_what_it_answers_is_closed() -> None:
    closings = [i for i in PLAN if i.verb == "close" and i.params["reply"]]
    assert len(closings) == 5, "four in the Department, one in the Department of Home Affairs"
    for closing in closings:
        issued = next(i for i in acts(closing.params["reply"]) if i.verb == "issue")
        assert PLAN.index(issued) < PLAN.index(closing)
        draft = acts(closing.params["reply"])[0]
        assert draft.params["reply_to"] == closing.ref


def test_acts_are_in_order_of_time_within_working_hours() -> None:
    times = [(i.day, i.at) for i in PLAN]
    assert times == sorted(times)
    assert all(0 <= day <= 4 and (time(7, 30) <= at < time(11, 30) or time(13, 30) <= at < time(17)) for day, at in times)


def test_every_actor_and_unit_exists_and_has_the_role() -> None:
    units = {u.key for a in agencies() for u in a.units}
    need = {
        "number": {"clerk"}, "seal": {"clerk"}, "issue": {"clerk"}, "register": {"clerk"}, "accept": {"clerk"}, "dispatch": {"clerk"},
        "sign": {"director", "deputy"}, "direct": {"director", "deputy"}, "present": {"chief_of_office"}, "assign": {"unit_head"},
        "draft": {"specialist"}, "recall": {"director", "deputy"},
    }  # fmt: skip
    for intent in PLAN:
        roles = {p.role for p in _POSTS[intent.who]}
        assert roles & need.get(intent.verb, roles), (intent.who, intent.verb)
        assert intent.verb in week.VERBS
        if intent.verb == "direct":
            assert {intent.params["lead"], *intent.params["co"], *intent.params["know"]} <= units


def test_nobody_decides_twice_or_on_his_own_draft() -> None:
    for ref in [*refs("out-"), *refs("reply-"), "thread", "thread-reply"]:
        drafter = next(i.who for i in acts(ref) if i.verb == "draft")
        deciders = [i.who for i in acts(ref) if i.verb in ("approve", "return", "sign")]
        assert drafter not in deciders
        assert len(set(deciders)) == len(deciders), ref


def test_a_deputy_signs_in_his_own_field_only() -> None:
    for intent in PLAN:
        if intent.verb == "draft" and intent.ref != "thread-reply":
            posts = [p for p in _POSTS[intent.params["signer"]] if p.role in ("deputy", "director")]
            assert posts[0].role == "director" or intent.params["piece"].field in posts[0].fields


def test_a_day_of_work_has_450_minutes() -> None:
    assert [moment(m) for m in (0, 239, 240, 449, 450)] == [
        (0, time(7, 30)), (0, time(11, 29)), (0, time(13, 30)), (0, time(16, 59)), (1, time(7, 30)),
    ]  # fmt: skip


def test_an_instant_is_in_vietnam() -> None:
    assert PLAN[0].instant(week.DAYS).isoformat().endswith("+07:00")


def test_the_workbook_holds_the_whole_province(tmp_path: Path) -> None:
    book = CalamineWorkbook.from_path(str(xlsx.write(tmp_path / "tinh.xlsx")))
    assert book.sheet_names == list(xlsx.SHEETS)
    rows = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    assert all(rows[name][0] == list(titles) for name, titles in xlsx.SHEETS.items())
    assert len(rows["Người"]) == len(staff.people()) + 1
    assert len(rows["Chức vụ"]) == len(staff.posts()) + 1
    assert len(rows["Đơn vị"]) == 1 + sum(1 + len(a.units) for a in agencies())
    assert [agency(STTTT).name, "H99.13", "Cấp tỉnh", agency(STTTT).email] in rows["Nơi nhận"]


def test_the_workbook_of_one_agency_and_its_errors(tmp_path: Path) -> None:
    book = CalamineWorkbook.from_path(str(xlsx.write(tmp_path / "so.xlsx", only=STTTT, broken=True)))
    assert len(book.get_sheet_by_name("Người").to_python()) == 37
    units = book.get_sheet_by_name("Đơn vị").to_python()
    assert len(units) == 1 + 8 + 2 and "31/02/2020" in units[-2]
    with pytest.raises(KeyError):
        xlsx.write(tmp_path / "x.xlsx", only="khong-co")


def test_the_thread_passes_through_the_demo_logins_of_two_departments() -> None:
    who = list(dict.fromkeys(i.who for i in acts("thread")))
    assert who == [
        "chuyenvien", "truongphong", "chanhvanphong", "phogiamdoc", "vanthu",
        "vanthu.snv", "chanhvanphong.snv", "giamdoc.snv", "truongphong.snv", "chuyenvien.snv",
    ]  # fmt: skip


def test_work_is_shared_out() -> None:
    drafters = Counter(i.who for i in PLAN if i.verb == "draft")
    assert len(drafters) >= 10
    assert max(drafters.values()) <= 8
