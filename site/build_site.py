"""Write the course as web pages: ``make site``. Nothing is executed, and nothing is downloaded."""

import importlib.metadata
import shutil
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent
sys.path[:0] = [str(HERE), str(CHECKOUT)]

import pages  # noqa: E402

from course_utils import live  # noqa: E402

SITE, SOURCE = CHECKOUT / "build" / "site", CHECKOUT / "build" / "site-source"


def main(site=SITE, source=SOURCE):
    """Build, and say where and how large. Returns the exit code."""
    try:
        from sphinx.cmd.build import build_main

        mathjax = importlib.metadata.distribution("sphinx-mathjax-offline")
    except ImportError as error:
        print(f"What writes the pages is not installed ({error}): use `make site`.")
        return 1
    start = time.monotonic()
    pages.write_sources(source)
    shutil.rmtree(site, ignore_errors=True)
    code = build_main(["-W", "--keep-going", "-q", "-c", str(HERE), str(source), str(site)])
    if code:
        return code
    script = mathjax.locate_file("sphinx-mathjax-offline/static/mathjax/tex-svg.js")
    shutil.copy(script, site / "_static" / "tex-svg.js")
    shutil.rmtree(site / ".doctrees", ignore_errors=True)
    live.build(site / "live", course="../index.html")
    size = sum(file.stat().st_size for file in site.rglob("*") if file.is_file())
    seconds = time.monotonic() - start
    print(
        f"Open {site / 'index.html'} in a browser ({size / 1e6:.0f} MB, made in {seconds:.0f} s)."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
