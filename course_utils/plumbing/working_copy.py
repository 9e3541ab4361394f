"""A learner's own copy of the lessons, my_course/, made at the first start and kept up to date.

Each lesson is copied without its results. The copy holds in its metadata which edition it came
from, so it may be renamed or moved and is still known:

- a lesson that has no copy gets one;
- a copy in which nothing was typed follows its lesson; what it held goes to my_course/earlier/;
- a copy in which something was typed is never touched. When its lesson has changed, the new edition
  is laid beside it, as 05_backprop_by_hand.new-2026-11-29.ipynb, once.

No file is ever deleted or written over.
"""

import contextlib
import datetime
import hashlib
import json
import os
import re
import tempfile
from pathlib import Path

from course_utils.plumbing import editions

FOLDER = editions.CHECKOUT / "my_course"
EARLIER = "earlier"
OFFERED = ".offered.json"  # {lesson: the edition that was laid beside its copy}
_KEY = "copied_from"  # in a copy's metadata: {"edition": ..., "typed": ...}


def update(folder=FOLDER, today=None, solutions=True):
    """Make or update the copy. Returns sentences that say what was done.

    solutions=False: the edition for a class. Raises OSError where the folder can't be written.
    """
    folder, today = Path(folder), today or datetime.date.today()
    folder.mkdir(parents=True, exist_ok=True)
    _try_to_write(folder)
    offered = _read_offered(folder)
    made, renewed, beside = [], [], []
    for lesson in editions.lessons():
        notebook = editions.read(lesson)
        edition = _edition(notebook if solutions else editions.without_solutions(notebook))
        copy, now = folder / lesson.name, edition["metadata"][_KEY]["edition"]
        if not copy.exists():
            _write(copy, edition)
            made.append(copy.name)
            continue
        came_from = _came_from(copy)
        if came_from.get("edition") == now:
            continue
        if _untouched(copy):
            _set_aside(copy, today)
            _write(copy, edition)
            renewed.append(copy.name)
        elif _typed(edition) != came_from.get("typed") and offered.get(lesson.name) != now:
            for old in folder.glob(f"{lesson.stem}.new-*.ipynb"):
                if _untouched(old):
                    _set_aside(old, today)
            target = _free(folder, f"{lesson.stem}.new-{today}")
            _write(target, edition)
            offered[lesson.name] = now
            _write_text(folder / OFFERED, json.dumps(offered, indent=1) + "\n")
            beside.append(target.name)
    return _sentences(folder.name, made, renewed, beside)


def _sentences(folder, made, renewed, beside):
    if made:
        few = f": {', '.join(made)}" if len(made) <= 3 else ""
        yield f"{folder}/ is your own copy of the lessons: {len(made)} new in it{few}."
    if renewed:
        yield (
            f"Newer now, since you had typed nothing in them: {', '.join(renewed)}. "
            f"The older ones are in {folder}/{EARLIER}/."
        )
    for name in beside:
        old = re.sub(r"\.new-.*", ".ipynb", name)
        yield f"{old} has changed in the course: yours stays as it is, {name} lies beside it."


def _edition(notebook):
    """The lesson without results; its metadata names this edition."""
    edition = editions.without_results(notebook)
    came_from = {"edition": _hash(editions.text(edition)), "typed": _typed(edition)}
    return edition | {"metadata": edition["metadata"] | {_KEY: came_from}}


def _typed(notebook):
    """A hash of all that a person can type: running, folding and saving do not change it."""
    cells = [
        (cell["cell_type"], "".join(cell["source"]), cell.get("attachments"))
        for cell in notebook["cells"]
    ]
    return _hash(json.dumps(cells, sort_keys=True))


def _hash(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _came_from(copy):
    """What a copy says of its origin; {} if it does not say, or can't be read."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        return dict(editions.read(copy)["metadata"][_KEY])
    return {}


def _untouched(copy):
    """Whether certainly nothing was typed in a copy."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        return _typed(editions.read(copy)) == _came_from(copy)["typed"]
    return False


def _read_offered(folder):
    """A damaged list is an empty one: then an edition is offered twice, and nothing is lost."""
    with contextlib.suppress(OSError, ValueError):
        offered = json.loads((folder / OFFERED).read_text(encoding="utf-8"))
        return offered if isinstance(offered, dict) else {}
    return {}


def _free(folder, stem):
    """A path in folder that is still free: stem.ipynb, or stem-2.ipynb, ..."""
    path, count = folder / f"{stem}.ipynb", 1
    while path.exists():
        count += 1
        path = folder / f"{stem}-{count}.ipynb"
    return path


def _set_aside(copy, today):
    earlier = copy.parent / EARLIER
    earlier.mkdir(exist_ok=True)
    copy.rename(_free(earlier, f"{copy.stem}.until-{today}"))


def _write(path, notebook):
    _write_text(path, editions.text(notebook))


def _write_text(path, text):
    """Write beside it, then rename: an interrupted start leaves no half lesson."""
    handle, part = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(part).chmod(0o644)
        Path(part).replace(path)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise


def _try_to_write(folder):
    """Raise OSError if no file can be made in folder; clear what an interrupted start left."""
    for part in folder.glob(".*.part"):
        with contextlib.suppress(OSError):
            part.unlink()
    with tempfile.TemporaryFile(dir=folder):
        pass
