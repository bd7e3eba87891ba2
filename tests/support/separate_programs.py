"""Programs of others that read what we write, each installed apart, once."""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from support.parts import left_out


def npm_packages(locked, what):
    """Give a folder with the packages of a package-lock.json.

    Skips with the reason where they cannot be had; CI must have them.
    """
    folder = _cache(what, locked / "package-lock.json")
    if (folder / "installed").exists():
        return folder
    if not (shutil.which("node") and shutil.which("npm")):
        _missing(what, "node and npm are not on this machine")
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(locked / name, folder)
    command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    _installed(what, command, folder)
    return folder


def python_environment(lock, what):
    """Give the Python of an environment with the packages of a lock file."""
    folder = _cache(what, lock)
    python = folder / "bin" / "python"
    if not (folder / "installed").exists():
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        pip = [str(python), "-m", "pip", "install", "-q", "--require-hashes"]
        _installed(what, [*pip, "-r", str(lock)], folder)
    return python


def python_files(lock, what):
    """Give a folder with what is in the packages of a lock file; nothing is run."""
    folder = _cache(what, lock)
    if not (folder / "installed").exists():
        folder.mkdir(parents=True, exist_ok=True)
        pip = [sys.executable, "-m", "pip", "install", "-q", "--require-hashes"]
        where = ["--no-deps", "--upgrade", "--target", str(folder)]
        _installed(what, [*pip, *where, "-r", str(lock)], folder)
    return folder


def _cache(what, lock):
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    base = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    return base / "footlights-tests" / f"{what}-{digest[:12]}"


def _installed(what, command, folder):
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        _missing(what, f"it could not be installed: {done.stderr[-300:]}")
    (folder / "installed").touch()


def _missing(what, why):
    left_out(f"{what} itself is not here: {why}")
