"""Write the page: one folder of files that any web host, or a USB stick, can carry."""

import argparse
import shutil
from pathlib import Path

from course_utils.live.data import SCRIPTS, data_scripts

COPIED = (*SCRIPTS, "page.js", "index.html", "live.css", "page.css")


def build(folder, course=None):
    """Fill a folder with the page and return the path of its index.html.

    course: the address of the course's pages, to which the page then links.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name in COPIED:
        shutil.copyfile(Path(__file__).with_name(name), folder / name)
    index = folder / "index.html"
    link = f'<a href="{course}">The course</a>' if course else ""
    text = index.read_text(encoding="utf-8").replace("<!-- course -->", link)
    index.write_text(text, encoding="utf-8")
    for name, script in data_scripts().items():
        (folder / name).write_text(script, encoding="ascii")
    return index


def main(arguments=None):
    """Write the page and say where."""
    parser = argparse.ArgumentParser(
        prog="python -m course_utils.live", description="Write the live network as a web page."
    )
    parser.add_argument("folder", nargs="?", type=Path, default=Path("build/site/live"))
    page = build(parser.parse_args(arguments).folder)
    size = sum(file.stat().st_size for file in page.parent.iterdir())
    print(f"Open {page} in a browser ({size / 1e6:.2f} MB, no server needed).")
    return 0
