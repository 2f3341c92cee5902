"""The pictures in screenshots/ show this version."""

from __future__ import annotations

from importlib.metadata import version

import pytest

from tests.screenshots import FOLDER, PICTURES, Picture, draw

DRAWN_WITH = "8.2.8"


@pytest.mark.skipif(
    version("textual") != DRAWN_WITH, reason=f"pictures are compared under Textual {DRAWN_WITH} only"
)
@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
async def test_pictures_are_up_to_date(picture: Picture) -> None:
    kept = (FOLDER / f"{picture.name}.svg").read_text(encoding="utf-8")
    fresh = await draw(picture) == kept  # the two texts themselves would be compared line by line for minutes
    assert fresh, f"{picture.name} is stale: make screenshots"
