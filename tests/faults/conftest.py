"""The bench on which faults are tried, one for each worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.faults.bench import Bench
from tests.faults.tracing import need_strace

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def bench() -> Iterator[Bench]:
    """States are made once in a run; skipped where there is no strace."""
    need_strace()
    made = Bench()
    yield made
    made.close()
