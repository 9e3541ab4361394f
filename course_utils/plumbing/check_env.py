"""Is this computer ready for the course? ``python -m course_utils.check_env`` prints PASS or FAIL.

It ends with a short code that learners send to who teaches them; `make check-codes` reads it back.

Only the standard library is imported at the top, so that a missing package is reported, not raised.
"""

import importlib.metadata
import os
import platform
import re
import sys
import zlib
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
FREE_MEMORY = 1.0  # GB; lesson 11 peaks at about 0.9
SYSTEMS = {"l": "Linux", "m": "macOS", "w": "Windows", "o": "another system"}
PROCESSORS = {"x": "x86-64", "a": "ARM", "o": "another processor"}
_REINSTALL = "install again: `make clean`, `make lab` (or `conda env update -f environment.yml`)"


def main():
    """Print one line a check and a verdict. Returns 0 if everything passes, else 1."""
    results = [_run(_kernel)]
    if results[0][1]:  # another Python would only speak of itself
        results += [_run(check) for check in (_python, _packages, _threads, _memory, _data)]
    for name, passed, detail, cure in results:
        print(f"{'PASS' if passed else 'FAIL'}  {name:9} {detail}")
        if not passed:
            print(f"      {'':9} -> {cure}")
    print(f"Code  {code(results)}  (for your teacher, if asked: system, versions, what failed)")
    failed = sum(not passed for _, passed, _, _ in results)
    print("Ready." if not failed else f"Not ready: {failed} to mend, each with its cure above.")
    return int(failed > 0)


def code(results):
    """This computer in one word, such as lx-3.12-2.14-ready-sx, with a checksum of two letters."""
    system = {"linux": "l", "darwin": "m", "win32": "w"}.get(sys.platform, "o")
    machine = platform.machine().lower()
    processor = {"x86_64": "x", "amd64": "x", "arm64": "a", "aarch64": "a"}.get(machine, "o")
    python = ".".join(map(str, sys.version_info[:2]))
    try:
        torch = ".".join(map(str, _version(importlib.metadata.version("torch"))[:2]))
    except importlib.metadata.PackageNotFoundError:
        torch = "none"
    faults = "+".join(name for name, passed, _, _ in results if not passed)
    said = f"{system}{processor}-{python}-{torch}-{faults or 'ready'}"
    return f"{said}-{checksum(said)}"


def checksum(said):
    """Two letters, none of which is easily taken for a digit or for another one."""
    letters = "abcdefghjkmnpqrstuvwxyz"
    number = zlib.crc32(said.encode())
    return letters[number % 23] + letters[number // 23 % 23]


def _run(check):
    """(name, passed, detail, cure) of one check; a check that raises is a failed check."""
    name = check.__name__.strip("_")
    try:
        return name, *check()
    except Exception as error:
        return name, False, f"{type(error).__name__}: {error}", _REINSTALL


def _pyproject():
    return (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")


def _version(text):
    return tuple(int(n) for n in re.findall(r"\d+", text)[:3])


def _python():
    # Not by tomllib: a Python before 3.11 has none, and must be told so here.
    line = re.search(r'requires-python = ">=([\d.]+),<([\d.]+)"', _pyproject())
    lowest, limit = line.groups()
    passed = _version(lowest) <= sys.version_info[:2] < _version(limit)
    return (
        passed,
        ".".join(map(str, sys.version_info[:3])),
        f"the course needs Python >= {lowest} and < {limit}: `make lab PYTHON=python3.12`",
    )


def _packages():
    import tomllib

    found, bad = [], []
    for requirement in tomllib.loads(_pyproject())["project"]["dependencies"]:
        name, lowest = requirement.split(">=")
        try:
            version = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            bad.append(f"{name} is missing")
            continue
        if _version(version) < _version(lowest):
            bad.append(f"{name} is {version}, older than {lowest}")
        elif name in ("torch", "torchvision", "numpy", "jupyterlab"):
            found.append(f"{name} {version}")
    if not bad:
        # Versions can fit and the import still fail, when two builds do not belong together.
        import torch  # noqa: F401
        import torchvision  # noqa: F401
    return not bad, "; ".join(bad) or ", ".join(found), _REINSTALL


def _kernel():
    venv = CHECKOUT / ".venv"
    prefix = Path(sys.prefix).resolve()
    # Not by CONDA_PREFIX: that is set in every terminal of a conda user, whatever Python runs.
    in_venv, in_conda = prefix == venv.resolve(), (prefix / "conda-meta").is_dir()
    cure = (
        "this is not the Python that the course installed. In a terminal: `make check`. In a "
        "notebook: start JupyterLab with `make lab`, or choose Kernel > Change Kernel"
    )
    # Lesson 00 is saved with this line: no path of one computer in it.
    if in_venv:
        return True, "the course's own, in .venv", cure
    if in_conda:
        return True, f"conda environment {prefix.name}", cure
    return not venv.exists(), f"another Python, in a folder named {prefix.name}", cure


def _threads():
    import torch

    cores = usable_cores()
    threads = torch.get_num_threads()
    cure = "more threads than cores slow everything down: unset OMP_NUM_THREADS, restart the kernel"
    return threads <= cores, f"{threads} of {cores} usable cores", cure


def usable_cores():
    """The cores that this program may use: a container may have fewer than the machine."""
    if hasattr(os, "sched_getaffinity"):  # Linux
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _memory():
    import psutil

    free = psutil.virtual_memory().available / 1e9
    cure = f"close other programs: lesson 11 wants {FREE_MEMORY:.0f} GB"
    return free >= FREE_MEMORY, f"{free:.1f} GB free", cure


def _data():
    from course_utils import mnist

    try:
        n = sum(len(mnist.load_arrays(split)[1]) for split in ("train", "test"))
        mnist.torchvision_root()
    except mnist.DataError as error:
        return False, "MNIST can't be read", str(error)
    return True, f"MNIST, {n:,} images, checksums right", ""
