"""Permissions: objects with a sentence a human understands (Appendix VI.III.3)."""

from __future__ import annotations

import re

import pytest

from tinhso.core.access.actor import Actor, Role, everyone, system
from tinhso.core.access.permissions import _registry, all_permissions, by_code, permission
from tinhso.kit.errors import NotAllowed

# Letters that English does not have: a sentence with none of them may still be Vietnamese, but not of these rights.
_ACCENTED = re.compile("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)
GRANTED_ONLY = {"calendar.all_days", "web.all_jobs"}
"""Rights that follow from no post of an agency, because they reach over all of them: only a grant gives them."""


def actor(*roles: Role, grants: frozenset[str] = frozenset()) -> Actor:
    return Actor(
        person=1, post=2, agency=3, unit=4, name="Trần Thị Mẫu", title="Văn thư", roles=frozenset(roles), agencies=(3,),
        principals=frozenset({everyone(3)}), grants=grants,
    )  # fmt: skip


def test_the_rooms_have_declared_permissions() -> None:
    assert len(all_permissions()) >= 10
    assert by_code("outgoing.number").roles


@pytest.mark.parametrize("code", sorted(_registry))
def test_every_permission_has_a_sentence_in_both_languages_and_somebody_who_holds_it(code: str) -> None:
    found = by_code(code)
    assert re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", found.code)
    for sentence in (found.vi, found.en):
        assert len(sentence.split()) >= 2
        assert sentence == sentence.strip()
    assert _ACCENTED.search(found.vi)
    assert not _ACCENTED.search(found.en)
    assert found.roles or code in GRANTED_ONLY


def test_sentences_tell_permissions_apart() -> None:
    for sentences in ([p.vi for p in all_permissions()], [p.en for p in all_permissions()]):
        assert len(set(sentences)) == len(sentences)


def test_a_role_or_a_grant_gives_a_right_and_nothing_else_does() -> None:
    number = by_code("outgoing.number")
    number.require(actor(Role.CLERK))
    number.require(actor(Role.SPECIALIST, grants=frozenset({"outgoing.number"})))
    number.require(system(3))
    with pytest.raises(NotAllowed) as told:
        number.require(actor(Role.SPECIALIST, grants=frozenset({"outgoing.seal"})))
    assert number.vi in told.value.vi
    assert number.en in told.value.en
    assert told.value.status == 403


def test_the_administrator_holds_no_right_over_content() -> None:
    held = {p.code for p in all_permissions() if p.held_by(actor(Role.ADMINISTRATOR))}
    configuration = {"outgoing.routes"}
    assert {code for code in held if code.startswith(("outgoing.", "incoming.", "exchange.", "search."))} <= configuration


def test_a_code_is_declared_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        permission("outgoing.number", vi="Cấp số", en="Number", roles={Role.CLERK})
