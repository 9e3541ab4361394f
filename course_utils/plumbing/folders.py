"""A folder to write to, wherever a lesson or a command was started."""

import tempfile
from pathlib import Path

import platformdirs

CHECKOUT = Path(__file__).parents[2]


def work_folder(*names):
    """A folder for what the course writes, made if it is not there: build/NAME/... .

    It lies in the course's own folder or, where that can't be written, in the user's cache.
    Raises OSError, and says what to do, if neither can be written.
    """
    roots = [CHECKOUT / "build", platformdirs.user_cache_path("backprop-course") / "build"]
    for root in roots:
        path = root.joinpath(*names)
        try:
            path.mkdir(parents=True, exist_ok=True)
            tempfile.TemporaryFile(dir=path).close()
        except OSError as error:
            refused = error
        else:
            return path
    raise OSError(
        f"Neither {roots[0]} nor {roots[1]} can be written ({refused.strerror}): free some space, "
        "or copy the course to a folder of your own."
    ) from refused
