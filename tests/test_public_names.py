import subprocess
import sys

import pytest

import footlights as fl


@pytest.mark.parametrize("name", fl.__all__)
def test_every_public_name_is_there_and_documented(name):
    assert getattr(fl, name).__doc__


def test_a_name_that_is_not_there_is_named():
    with pytest.raises(AttributeError, match="no attribute 'applause'"):
        _ = fl.applause


def test_public_names_are_listed_for_completion():
    assert {"read_map", "read_events", "measure"} <= set(dir(fl))


def test_the_import_is_quick():
    program = (
        "import sys, footlights\n"
        "print(sorted({'ibis', 'pydantic', 'pyarrow', 'altair'} & set(sys.modules)))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout == "[]\n"
