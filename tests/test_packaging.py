import re
import subprocess
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

import footlights

ROOT = Path(__file__).resolve().parents[1]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PINNED = re.compile(r"^([a-z0-9-]+)==\S+( ; [^\\]+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def tracked_files():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False
    )
    if listed.returncode:
        pytest.skip("this is no git checkout")
    names = listed.stdout.decode().split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_the_lock_holds_names_versions_and_hashes_and_nothing_else(lock):
    lines = lock.read_text(encoding="utf-8").splitlines()

    others = [
        line
        for line in lines
        if not (line.startswith("#") or PINNED.match(line) or HASH.match(line))
    ]
    assert others == []


def test_every_dependency_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {
        "run.txt": project["project"]["dependencies"],
        "dev.txt": [
            *project["dependency-groups"]["dev"],
            *project["project"]["optional-dependencies"]["spark"],
            *project["project"]["optional-dependencies"]["postgres"],
        ],
    }

    for lock, requirements in wanted.items():
        text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
        locked = {
            found[1] for line in text.splitlines() if (found := PINNED.match(line))
        }
        names = {
            re.match(r"[\w.-]+", requirement)[0].lower().replace(".", "-")
            for requirement in requirements
        }
        assert names <= locked


def test_the_locks_agree_where_they_name_the_same_package():
    run, dev = (
        set(
            re.findall(
                r"^\S+==\S+", (ROOT / "requirements" / name).read_text(), re.MULTILINE
            )
        )
        for name in ("run.txt", "dev.txt")
    )

    assert run <= dev


def test_no_tracked_file_names_a_machine_or_a_package_index():
    machine = re.compile(
        r"(?<![\w.])/(work|root|home/\w+|Users/\w+)/"
        r"|--(extra-)?index[-]url|--find[-]links"
    )

    named = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in tracked_files()
        if path != Path(__file__).resolve()
        and (text := path.read_bytes().decode("utf-8", errors="ignore"))
        and (found := machine.search(text))
    ]
    assert named == []


def test_the_lock_names_versions_and_hashes_and_no_address():
    for path in sorted((ROOT / "requirements").iterdir()):
        assert "://" not in path.read_text(encoding="utf-8"), path


def test_the_version_has_its_place_in_the_changelog():
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert f"## [{footlights.__version__}]" in changelog


def test_the_installed_version_is_the_one_in_the_source():
    assert version("footlights") == footlights.__version__


def test_links_between_pages_lead_somewhere():
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    broken = [
        f"{page.relative_to(ROOT)}: {link}"
        for page in pages
        for link in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
        if "://" not in link and not (page.parent / link).exists()
    ]

    assert broken == []
