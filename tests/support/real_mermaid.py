"""Mermaid itself, to hold our reading and writing of its diagrams against."""

import hashlib
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent / "mermaid"
_SIGNS = re.compile("ﬂ°(°?)(\\w+)¶ß")


class RealMermaid:
    """The package from npm, installed once into a cache folder."""

    def __init__(self, folder):
        self._folder = folder

    def read(self, *paths):
        """Give what Mermaid finds in files: title, tasks, or an error."""
        done = subprocess.run(
            ["node", "read.mjs", *map(str, paths)],
            cwd=self._folder,
            capture_output=True,
            text=True,
            check=True,
        )
        found = json.loads(_SIGNS.sub(_decoded, done.stdout))
        return [found[str(path)] for path in paths]


def _decoded(found):
    """Turn what Mermaid keeps for `#58;` while it reads into the letter."""
    code = found[2]
    return json.dumps(chr(int(code)))[1:-1] if found[1] else f"&{code};"


def install_mermaid():
    """Install the locked version, or skip with the reason; CI must have it."""
    lock = hashlib.sha256((PACKAGE / "package-lock.json").read_bytes()).hexdigest()
    base = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    folder = base / "footlights-tests" / f"mermaid-{lock[:12]}"
    if not (folder / "installed").exists():
        _install_into(folder)
    shutil.copy(PACKAGE / "read.mjs", folder)
    return RealMermaid(folder)


def _install_into(folder):
    if not (shutil.which("node") and shutil.which("npm")):
        _missing("node and npm are not on this machine")
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(PACKAGE / name, folder)
    command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        _missing(f"npm could not install it: {done.stderr[-300:]}")
    (folder / "installed").touch()


def _missing(why):
    if os.environ.get("CI") == "true":
        pytest.fail(f"Mermaid is missing, and CI must not leave it out: {why}")
    pytest.skip(f"Mermaid itself is not here: {why}")
