"""Two administrators declare series at the same moment: a type stands in one series, whoever is quicker (ND30 Điều 15.1)."""

from __future__ import annotations

import time
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from django.db import connection

from tests.cast import Cast, build_cast
from tinhso.core.access.public import acting
from tinhso.documents.numbering.models import Series
from tinhso.documents.numbering.public import declare
from tinhso.documents.types import LEGAL
from tinhso.kit.errors import Refusal

WAITS = "SELECT count(*) FROM pg_locks WHERE NOT granted"  # pg_stat_activity would be as the transaction first saw it


def until_it_waits(other: Future[str]) -> None:
    """Until the other declaration waits for a lock; or is through, where nothing made it wait."""
    for _ in range(1_000):
        if other.done():
            return
        with connection.cursor() as cursor:
            cursor.execute(WAITS)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)
    pytest.fail("it neither came through nor waited")


@pytest.mark.parametrize(("types", "code"), [((LEGAL[0].code,), "series.overlap"), ((), "series.common")])
def test_dieu_15_1_the_second_of_two_series_of_one_type_declared_at_once_is_refused(
    committed: str, types: tuple[str, ...], code: str
) -> None:
    cast: Cast = build_cast()

    def second() -> str:
        try:
            with acting(cast.administrator):
                declare(cast.administrator, code="qppl2", name="Sổ hai", kind="normative", types=types)
            return "declared"
        except Refusal as no:
            return no.code
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with acting(cast.administrator):
            declare(cast.administrator, code="qppl1", name="Sổ một", kind="normative", types=types)
            other = pool.submit(second)
            until_it_waits(other)
        assert other.result() == code
    with acting(cast.clerk):
        assert Series.objects.within(cast.clerk).filter(kind="normative").count() == 1
