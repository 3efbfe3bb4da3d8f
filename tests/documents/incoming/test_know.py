"""What is given to be known (ND30 Phụ lục I.II.9.a): taken note of one by one or together, and told on the card."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.documents.incoming.conftest import House
from tests.documents.incoming.pages import ROOT, login
from tinhso.core.access.public import Actor
from tinhso.core.ledger.models import Entry
from tinhso.documents.incoming import public as incoming
from tinhso.documents.incoming import queries
from tinhso.documents.incoming.models import Note
from tinhso.documents.incoming.public import DirectiveValues
from tinhso.documents.incoming.queries.detail import card
from tinhso.kit import clock, ids
from tinhso.ui import format as fmt


def known_to(house: House, *who: Actor, many: int = 1) -> list[UUID]:
    made = []
    for n in range(many):
        document = house.presented(notation=f"{n}/{house.now:%H%M}")
        with house.acting(house.cast.director) as director:
            incoming.direct(
                director, document.id, DirectiveValues(lead=house.head(house.cast.unit), know=tuple(house.desk(x) for x in who))
            )
        made.append(document.id)
    return made


def test_several_documents_are_taken_note_of_at_once_each_with_its_own_line_of_evidence(house: House) -> None:
    mine, others = known_to(house, house.cast.colleague, many=3), known_to(house, house.cast.deputy)
    with house.acting(house.cast.colleague) as reader:
        assert queries.counts(reader)["know"] == 3
        assert incoming.acknowledge_all(reader, [*mine[:2], *others, ids.new()]) == 2
        assert incoming.acknowledge_all(reader, mine[:2]) == 0  # twice changes nothing
        assert (queries.counts(reader)["know"], len(queries.listed(reader, "know").rows)) == (1, 1)
        written = Entry.objects.filter(action="incoming.know").values_list("subject", flat=True)
        assert sorted(written) == sorted(f"incoming:{x}" for x in mine[:2])
        assert Note.objects.within(reader).filter(kind="know").count() == 2
    assert f"know {house.desk(house.cast.colleague)}" not in house.open_tasks(house.again(mine[0]))
    assert f"know {house.desk(house.cast.colleague)}" in house.open_tasks(house.again(mine[2]))
    assert f"know {house.desk(house.cast.deputy)}" in house.open_tasks(house.again(others[0]))


def test_the_queries_of_taking_note_grow_by_the_document_only(house: House) -> None:
    made = known_to(house, house.cast.colleague, many=7)

    def cost(documents: list[UUID]) -> int:
        with house.acting(house.cast.colleague) as reader, CaptureQueriesContext(connection) as asked:
            incoming.acknowledge_all(reader, documents)
        return len(asked)

    one, two, four = cost(made[:1]), cost(made[1:3]), cost(made[3:])
    assert four - two == 2 * (two - one)
    assert two - one <= 13


def test_who_has_taken_note_stands_on_the_card(house: House) -> None:
    (made,) = known_to(house, house.cast.colleague, house.cast.deputy)
    with house.acting(house.cast.colleague) as reader:
        incoming.acknowledge_know(reader, made)
    with house.acting(house.cast.director) as director:
        shown = card(director, made)
    assert shown is not None
    know = {part.label: (part.state.text, part.done) for part in shown.parts if part.part == "Để biết"}
    assert know == {
        "Hồ Thị Mẫu Bạn (Chuyên viên)": ("Đã biết", f"Hồ Thị Mẫu Bạn, {fmt.moment(house.now - timedelta(minutes=1))}"),
        "Bùi Văn Mẫu Phó (Phó Giám đốc)": ("Chưa mở", ""),
    }  # fmt: skip


def test_the_list_to_know_is_ticked_and_closed_by_its_page(house: House) -> None:
    first, second = known_to(house, house.cast.colleague, many=2)
    with clock.at(house.now):
        reader = login(house.cast.colleague)
        page = reader.get(f"{ROOT}know/").content.decode()
        assert f'name="chon" value="{first}"' in page and "Để biết" in page and 'data-row-key="b"' in page
        none = reader.post(f"{ROOT}da-biet/", {}, follow=True).content.decode()
        assert "Chọn ít nhất một văn bản." in none
        after = reader.post(f"{ROOT}da-biet/", {"chon": [str(first), "nothing"]}, follow=True).content.decode()
        assert "Đã ghi nhận đã biết 1 văn bản." in after and str(first) not in after and str(second) in after
