"""The page that benchmarks write, each its own part."""

import os
import platform
import re
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "RESULTS.md"


def write_part(name, text):
    """Put a benchmark's part into the page, in place of its last one."""
    begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->\n"
    page = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else "# Results\n"
    when = (
        f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()},"
        f" {platform.system()}, {os.cpu_count()} cores. Written by `make bench`."
    )
    part = f"{begin}{text.strip()}\n\n{when}\n{end}"
    pattern = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
    if pattern.search(page):
        page = pattern.sub(lambda _found: part, page)
    else:
        page = f"{page.rstrip()}\n\n{part}"
    RESULTS.write_text(page, encoding="utf-8")
    print(part)
