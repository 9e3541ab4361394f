"""MNIST, from the copy that ships with the course: nothing is ever downloaded.

Three views of the same 70,000 images:

- :func:`load_arrays`   NumPy, whole numbers 0..255, as the files hold them
- :func:`load_tensors`  PyTorch, float32 in [0, 1], ready for a network
- :func:`torchvision_root`  a folder that ``torchvision.datasets.MNIST`` takes as already downloaded

Origin and licence of the data: ``course_utils/data/README.md``.
"""

import contextlib
import errno
import gzip
import hashlib
import os
import tempfile
import zlib
from pathlib import Path

import numpy as np
import platformdirs

ARCHIVES = Path(__file__).parent / "data"
CHECKOUT = Path(__file__).parents[1]
FOLDER_VARIABLE = "BACKPROP_DATA"

# SHA-256 of each unpacked file.
SHA256 = {
    "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
}
PREFIX = {"train": "train", "test": "t10k"}


class DataError(RuntimeError):
    """The data can't be read or unpacked; the message names the file and the cure."""


def load_arrays(split):
    """Images and labels of one split as NumPy arrays.

    split: "train" (N = 60,000) or "test" (N = 10,000).
    Returns images, uint8 of shape (N, 28, 28), 0 is paper and 255 full ink,
    and labels, uint8 of shape (N,). Raises DataError if the shipped file is missing or damaged.
    """
    if split not in PREFIX:
        raise ValueError(f'split must be "train" or "test", not {split!r}')
    images = _content(f"{PREFIX[split]}-images-idx3-ubyte")
    labels = _content(f"{PREFIX[split]}-labels-idx1-ubyte")
    # Lesson 10 reads the idx format: a header of 16 bytes before images, of 8 before labels.
    images = np.frombuffer(images, np.uint8, offset=16).reshape(-1, 28, 28)
    labels = np.frombuffer(labels, np.uint8, offset=8)
    return images.copy(), labels.copy()


def load_tensors(split, *, flat=True):
    """Images and labels of one split as PyTorch tensors.

    Returns images, float32 in [0, 1] of shape (N, 784), or (N, 1, 28, 28) with flat=False,
    and labels, int64 of shape (N,). Raises DataError as load_arrays does.
    """
    import torch

    images, labels = load_arrays(split)
    shape = (-1, 784) if flat else (-1, 1, 28, 28)
    images = torch.from_numpy(images).reshape(shape).float().div_(255)  # in place: 188 MB
    return images, torch.from_numpy(labels).long()


def torchvision_root():
    """Unpack MNIST once and return the folder to pass as ``root`` to torchvision.datasets.MNIST.

    The folder is the one named by the environment variable BACKPROP_DATA, if that is set; else
    ``data`` in the checkout, or, where the checkout can't be written, the user's cache folder.
    Each file is written whole or not at all, so two programs may call this at the same moment.
    Raises DataError where nothing can be written, the disk is full or an archive is damaged.
    """
    roots = _roots()
    for root in roots:
        try:
            for name in SHA256:
                _unpack(name, root / "MNIST" / "raw")
            return root
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise DataError(
                    f"The disk is full: no room for {root / 'MNIST'} (55 MB). Free some space, or "
                    f"set {FOLDER_VARIABLE} to a folder on another disk."
                ) from error
            refused = error
    raise DataError(
        f"No data folder can be written: {' nor '.join(map(str, roots))} ({refused}). "
        f"Set the environment variable {FOLDER_VARIABLE} to a folder that you may write to."
    ) from refused


def read_archive(name):
    """The content of one shipped file, unpacked in memory and checked against its SHA-256."""
    archive = ARCHIVES / f"{name}.gz"
    try:
        content = gzip.decompress(archive.read_bytes())
    except FileNotFoundError as error:
        raise DataError(f"{archive} is missing. {_RESTORE}") from error
    except (OSError, EOFError, zlib.error) as error:
        raise DataError(f"{archive} can't be read ({error}). {_RESTORE}") from error
    if not _intact(name, content):
        raise DataError(f"{archive} is damaged: its SHA-256 is wrong. {_RESTORE}")
    return content


_RESTORE = "Restore it with `git checkout -- course_utils/data`, or download the course again."


def _roots():
    if named := os.environ.get(FOLDER_VARIABLE):
        try:
            return [Path(named).expanduser()]
        except RuntimeError as error:  # ~somebody, who has no home on this computer
            raise DataError(
                f"The environment variable {FOLDER_VARIABLE} is {named}, which is nobody's home. "
                "Set it to a folder that you may write to, or unset it."
            ) from error
    return [CHECKOUT / "data", platformdirs.user_cache_path("backprop-course")]


def _content(name):
    """The content of one file: from an unpacked copy if there is a whole one, which is quicker."""
    for root in _roots():
        with contextlib.suppress(OSError):
            content = (root / "MNIST" / "raw" / name).read_bytes()
            if _intact(name, content):
                return content
    return read_archive(name)


def _intact(name, content):
    return hashlib.sha256(content).hexdigest() == SHA256[name]


def _unpack(name, folder):
    target = folder / name
    if target.is_file() and _intact(name, target.read_bytes()):
        return
    content = read_archive(name)
    folder.mkdir(parents=True, exist_ok=True)
    # A file appears under its name only when it is complete: write beside it, then rename.
    handle, part = tempfile.mkstemp(prefix=f"{name}.", suffix=".part", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(part).chmod(0o644)  # a teacher's shared folder is read by every user
        Path(part).replace(target)
    except BaseException as error:
        Path(part).unlink(missing_ok=True)
        # Windows refuses to replace a file that another program reads: fine if it is whole.
        refused = isinstance(error, PermissionError) and target.is_file()
        if not (refused and _intact(name, target.read_bytes())):
            raise
