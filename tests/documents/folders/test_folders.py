"""Marks and folders of one's own: private to the person, by both walls."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import Error, connection, transaction
from django.test import Client

from tests.cast import Cast, build_cast
from tests.documents.incoming.pages import login
from tinhso.core.access.public import Actor, acting, system
from tinhso.core.ledger.models import Entry
from tinhso.core.people import public as people
from tinhso.core.people.public import actor_of_post
from tinhso.documents.folders import public as folders
from tinhso.documents.folders.models import Folder, Mark
from tinhso.documents.incoming import public as incoming
from tinhso.documents.incoming.public import DirectiveValues
from tinhso.kit import clock
from tinhso.kit.errors import Conflict, NotAllowed, Refusal


@pytest.fixture
def cast(db: None) -> Cast:
    return build_cast()


def given(cast: Cast, subject: str = "văn bản mẫu") -> UUID:
    """An arrival that the specialist leads."""
    with acting(cast.clerk):
        made = incoming.log_paper(cast.clerk, issuer="Sở X", notation=f"{subject}/SX", subject=subject)
        incoming.register(cast.clerk, made.id)
        incoming.present(cast.clerk, made.id, cast.director.post or 0)
    with acting(cast.director):
        incoming.direct(cast.director, made.id, DirectiveValues(lead=f"o{cast.specialist.post}"))
    ident: UUID = made.id
    return ident


def kept(actor: Actor) -> list[tuple[UUID, int | None]]:
    with acting(actor):
        return list(folders.marks_of(actor).order_by("at").values_list("document", "folder"))


def test_a_document_is_marked_moved_and_let_go(cast: Cast) -> None:
    document, me = given(cast), cast.specialist
    with acting(me):
        folders.mark(me, "incoming", document)
        folders.mark(me, "incoming", document)  # twice is once
        assert kept(me) == [(document, None)]
        folder = folders.save_folder(me, "  Theo   dõi ")
        folders.mark(me, "incoming", document, folder)
        assert [(f.name, f.marked) for f in folders.folders(me)] == [("Theo dõi", 1)]
        folders.drop_folder(me, folder)
        assert kept(me) == [(document, None)], "what was in it stays marked"
        folders.unmark(me, "incoming", document)
        folders.unmark(me, "incoming", document)
        assert kept(me) == []
        done = list(Entry.objects.filter(action__startswith="folders.").order_by("id").values_list("action", "detail"))
    assert [action for action, _ in done] == [f"folders.{x}" for x in ("mark", "mark", "save", "mark", "drop", "unmark")]
    assert "Theo" not in str(done), "the evidence does not tell how a person calls his folders"


@pytest.mark.parametrize("name", ["", " ", "x" * 61])
def test_a_folder_has_a_short_name_of_its_own(cast: Cast, name: str) -> None:
    me = cast.specialist
    with acting(me):
        with pytest.raises(Refusal, match=r"folders\.(nameless|long)"):
            folders.save_folder(me, name)
        folders.save_folder(me, "Theo dõi")
        with pytest.raises(Conflict, match=r"folders\.name_taken"):
            folders.save_folder(me, "Theo dõi")
    with acting(cast.colleague):
        folders.save_folder(cast.colleague, "Theo dõi")  # another's name takes none away


def test_the_administrator_who_sees_no_content_keeps_none(cast: Cast) -> None:
    with acting(cast.administrator), pytest.raises(NotAllowed):
        folders.save_folder(cast.administrator, "Thử")


def stand_in(cast: Cast) -> Actor:
    """The colleague, who looks after the specialist's inbox just now."""
    people.delegate(
        system(cast.agency), mode="INBOX", from_post=cast.specialist.post or 0, to_post=cast.colleague.post or 0, content="nghỉ phép",
        since=clock.now() - timedelta(hours=1), until=clock.now() + timedelta(days=2),
    )  # fmt: skip
    made = actor_of_post(cast.colleague.post or 0)
    assert made is not None and f"o{cast.specialist.post}" in made.principals
    return made


@pytest.fixture
def others(cast: Cast) -> list[Actor]:
    """Everybody else, those who see the document itself among them."""
    return [cast.unit_head, cast.director, cast.chief, cast.clerk, cast.colleague, cast.administrator, cast.other_director]


def test_nobody_else_sees_what_a_person_keeps(cast: Cast, others: list[Actor]) -> None:
    document, me = given(cast), cast.specialist
    with acting(me):
        folder = folders.save_folder(me, "Việc của riêng tôi")
        folders.mark(me, "incoming", document, folder)
    for other in others:
        with acting(other):
            assert kept(other) == [] and folders.folders(other) == []
            # Past the first wall: the database itself shows no row, and changes none.
            assert Folder.objects.within(other).count() == 0 and Mark.objects.within(other).count() == 0
            assert Folder.objects.within(other).filter(pk=folder).update(name="x") == 0
            assert Mark.objects.within(other).delete()[0] == 0
    assert kept(me) == [(document, folder)]


def test_nobody_writes_into_anothers_folders_even_past_the_first_wall(cast: Cast) -> None:
    me, other = cast.specialist, cast.colleague
    with acting(other), pytest.raises(Error, match="row-level security"), transaction.atomic():
        Folder.plain.create(agency_id=cast.agency, owner=f"p{me.person}", name="gài vào")
    with acting(other), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM folders_folder")
        assert cursor.fetchone() == (0,)


def test_another_persons_folder_is_answered_like_one_that_never_was(cast: Cast) -> None:
    with acting(cast.specialist):
        folder = folders.save_folder(cast.specialist, "Riêng")
    with acting(cast.colleague):
        for act in (lambda: folders.save_folder(cast.colleague, "Đổi tên", folder), lambda: folders.drop_folder(cast.colleague, folder)):
            with pytest.raises(Refusal, match=r"folders\.not_found"):
                act()
        with pytest.raises(Refusal, match=r"folders\.not_found"):
            folders.mark(cast.colleague, "incoming", given(cast), folder)
    for url in (f"/thu-muc/{folder}/", f"/thu-muc/{folder}/sua/"):
        assert login(cast.colleague).get(url).status_code == 404


def page(client: Client, url: str, data: dict[str, str] | None = None) -> str:
    answer = client.post(url, data, follow=True) if data else client.get(url)
    return answer.content.decode()


def test_from_the_card_into_a_new_folder_and_back(cast: Cast) -> None:
    document, client = given(cast, "kế hoạch cần theo dõi"), login(cast.specialist)
    here = f"/thu-muc/danh-dau/incoming/{document}/"
    assert here in page(client, f"/van-ban-den/{document}/")
    assert "Đã đánh dấu." in page(client, here, {"folder": "", "name": "Quý này"})
    assert "Đã đánh dấu" in page(client, f"/van-ban-den/{document}/")
    everything = page(client, "/thu-muc/")
    assert "kế hoạch cần theo dõi" in everything and "Quý này" in everything
    assert "kế hoạch cần theo dõi" not in page(login(cast.director), "/thu-muc/")
    assert "Đã bỏ đánh dấu." in page(client, here, {"off": "1"})
    assert "kế hoạch cần theo dõi" not in page(client, "/thu-muc/")


def test_a_mark_shows_nothing_of_a_document_that_may_no_longer_be_seen(cast: Cast) -> None:
    document, client = given(cast, "đã giao cho người khác"), login(cast.specialist)
    here = f"/thu-muc/danh-dau/incoming/{document}/"
    page(client, here, {"folder": "", "name": ""})
    with acting(cast.director):
        who = system(cast.agency)
        incoming.Incoming.objects.within(who).filter(pk=document).update(audience=[f"a{cast.agency}.all"])
    for url in ("/thu-muc/", here):
        shown = page(client, url)
        assert "đã giao cho người khác" not in shown and "không còn trong phạm vi bạn được xem" in shown
    page(client, here, {"off": "1"})
    assert login(cast.specialist).get(here).status_code == 404


def test_who_stands_in_for_a_person_does_not_find_what_that_person_keeps(cast: Cast) -> None:
    document, me = given(cast), cast.specialist
    with acting(me):
        folders.mark(me, "incoming", document)
    assert kept(stand_in(cast)) == []
