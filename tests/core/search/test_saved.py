"""A person keeps searches under names of his own; nobody else sees them."""

from __future__ import annotations

import pytest

from tests.cast import Cast, build_cast
from tinhso.core.access.public import acting
from tinhso.core.search import public as search
from tinhso.core.search.models import SavedSearch
from tinhso.core.search.public import MOST_SAVED
from tinhso.kit.errors import Refusal


@pytest.fixture
def cast(db: None) -> Cast:
    return build_cast()


def test_a_search_is_kept_renewed_and_dropped_by_its_owner_alone(cast: Cast) -> None:
    with acting(cast.clerk):
        kept = search.save(cast.clerk, "  Báo cáo  tuần ", "q=báo+cáo")
        again = search.save(cast.clerk, "Báo cáo tuần", "q=báo+cáo&order=newest")
        assert kept.pk == again.pk and [(s.name, s.asked) for s in search.saved(cast.clerk)] == [("Báo cáo tuần", "q=báo+cáo&order=newest")]
    with acting(cast.director):
        assert search.saved(cast.director) == [] and not search.forget(cast.director, kept.pk)
        assert not SavedSearch.objects.unscoped("the database's own wall").exists(), "the second wall hides it too"
    with acting(cast.clerk):
        assert search.forget(cast.clerk, kept.pk) and search.saved(cast.clerk) == []


def test_no_name_or_too_many_is_said(cast: Cast) -> None:
    with acting(cast.clerk):
        with pytest.raises(Refusal, match=r"search\.name"):
            search.save(cast.clerk, "  ", "q=x")
        for n in range(MOST_SAVED):
            search.save(cast.clerk, f"Tìm {n}", "q=x")
        with pytest.raises(Refusal, match=r"search\.full"):
            search.save(cast.clerk, "Thêm nữa", "q=x")
        search.save(cast.clerk, "Tìm 3", "q=y")  # renewing one is no more
