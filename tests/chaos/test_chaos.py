"""A slice of chaos for every run of the tests; ``make chaos`` has more of it."""

from pathlib import Path

import pytest

from tests.chaos.run import run

SEED = 14
SECONDS = 20.0


@pytest.mark.slow
@pytest.mark.timeout(900)
async def test_whatever_happens_all_that_was_accepted_is_done_once(tmp_path: Path) -> None:
    report = await run(tmp_path, SEED, SECONDS)

    assert not report.violations, report.text()
    assert len(report.faults) > SECONDS / 4, report.text()
    assert report.states["completed"] > 2, report.text()
