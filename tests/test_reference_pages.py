import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
GENERATORS = sorted((ROOT / "tools").glob("generate_*.py"))


@pytest.mark.parametrize("generator", GENERATORS, ids=lambda path: path.stem)
def test_generated_pages_are_fresh(generator):
    done = subprocess.run(
        [sys.executable, generator, "--check"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, f"{done.stderr}: run `make docs`"
