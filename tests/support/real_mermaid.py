"""Mermaid itself, to hold our reading and writing of its diagrams against."""

import json
import re
import shutil
import subprocess
from pathlib import Path

from support.separate_programs import npm_packages

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
    folder = npm_packages(PACKAGE, "mermaid")
    shutil.copy(PACKAGE / "read.mjs", folder)
    return RealMermaid(folder)
