"""LibreOffice, which opens what we write and writes what people send back."""

import os
import shutil
import subprocess

import pytest


def converted(path, kind, folder):
    """Give a file as LibreOffice converts it; skips where it is not installed."""
    binary = shutil.which("soffice")
    if not binary:
        if os.environ.get("CI") == "true":
            pytest.fail("soffice is missing, and CI must have it")
        pytest.skip("LibreOffice is not on this machine (Debian: libreoffice-calc)")
    subprocess.run(
        [
            binary,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(folder),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return folder / f"{path.stem}.{kind.partition(':')[0]}"
