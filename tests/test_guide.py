import re
from datetime import date
from pathlib import Path

from footlights.usecases.check_maps import check_maps

GUIDE = Path(__file__).resolve().parents[1] / "docs" / "guide" / "getting-started.md"


def test_the_map_in_the_guide_has_no_problems(tmp_path):
    drawn = tmp_path / "map.yaml"
    text = GUIDE.read_text(encoding="utf-8")
    drawn.write_text(re.search(r"```yaml\n(.*?)```", text, re.DOTALL)[1])

    assert check_maps([drawn], date(2026, 1, 1)) == ()
