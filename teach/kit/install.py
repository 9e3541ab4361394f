"""Install the course from this folder, without a network: `python install.py [FOLDER]`.

Copies the course into FOLDER (your home's backprop-course, if none is named), makes an
environment in it, and installs the packages that lie in `wheels`. Run again, it goes on where it
stopped.
"""

# The standard library alone, and nothing that Python 3.6 can't read: a wrong Python must get as
# far as the message that says so.
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

KIT = Path(__file__).resolve().parent
DONE = "learner-installed"  # the Makefile's sign that the environment is complete
STARTED = ".from-the-kit"


class Stop(Exception):
    """The installation can't go on; the text says what to do."""


def main(arguments):
    """Install, or say why not. Returns the exit code."""
    if arguments and arguments[0].startswith("-"):
        print(__doc__)
        return 0 if arguments[0] in ("-h", "--help") else 2
    folder = Path(arguments[0] if arguments else Path.home() / "backprop-course").absolute()
    try:
        kit = json.loads((KIT / "kit.json").read_text(encoding="utf-8"))
        for step in (right_python, enough_space, nothing_damaged, copy_course, install):
            step(kit, folder)
    except Stop as stop:
        print(f"\nNot installed. {stop}")
        return 1
    except (OSError, ValueError) as error:
        print(f"\nNot installed. {error}: free some space, or copy the kit again.")
        return 1
    print("\nInstalled. To start, now and later, type these two lines:\n")
    print(f'    cd "{folder}"\n    {python_of(folder).relative_to(folder)} -m course_utils.lab\n')
    return subprocess.call(
        [str(python_of(folder)), "-m", "course_utils.check_env"], cwd=str(folder)
    )


def this_computer():
    """("3.12", "Linux", "x86_64"), as kit.json names them."""
    machine = platform.machine().lower()
    machine = {"amd64": "x86_64", "aarch64": "arm64"}.get(machine, machine)
    return ".".join(map(str, sys.version_info[:2])), platform.system(), machine


def right_python(kit, folder):
    python, system, machine = this_computer()
    if (system, machine) != (kit["system"], kit["machine"]):
        raise Stop(
            f"This kit is for {kit['system']} on {kit['machine']}, and this computer is {system} "
            f"on {machine}: ask for the kit of yours."
        )
    if python != kit["python"]:
        other = f"py -{kit['python']}" if system == "Windows" else f"python{kit['python']}"
        raise Stop(
            f"This kit is for Python {kit['python']}, and this is Python {python}. Start it with "
            f"the other one, `{other} install.py`; if you have none, ask for a kit for {python}."
        )


def enough_space(kit, folder):
    place = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(str(place)).free / 1e9
    if free < kit["installed_gb"] and not is_complete(folder):
        raise Stop(
            f"It takes {kit['installed_gb']} GB, and {place} has {free:.1f} GB free. Free some, "
            "or name a folder on another disk: `python install.py FOLDER`."
        )


def nothing_damaged(kit, folder):
    """Every file of the kit has the checksum that it was made with."""
    lines = (KIT / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    print(f"Checking {len(lines)} files ...")
    bad = []
    for line in lines:
        expected, name = line.split("  ", 1)
        if not (KIT / name).is_file():
            bad.append(f"{name} is missing")
        elif checksum(KIT / name) != expected:
            bad.append(f"{name} is damaged")
    if bad:
        raise Stop(f"{'; '.join(bad[:5])}. Copy the kit again, all of it.")


def checksum(path):
    found = hashlib.sha256()
    with path.open("rb") as file:
        for part in iter(lambda: file.read(1 << 20), b""):
            found.update(part)
    return found.hexdigest()


def copy_course(kit, folder):
    """Copy the course; what learners made in the folder, such as my_course/, is left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()) and not (folder / STARTED).exists():
        raise Stop(f"{folder} holds other things: name a folder that is empty or new.")
    print(f"Copying the course to {folder} ...")
    (folder / STARTED).touch()
    for source in sorted((KIT / "course").rglob("*")):
        target = folder / source.relative_to(KIT / "course")
        if source.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        else:
            shutil.copyfile(str(source), str(target))


def install(kit, folder):
    if is_complete(folder):
        print("The environment is complete already.")
        return
    print(f"Installing {kit['wheels']} packages; this takes some minutes ...")
    if subprocess.call([sys.executable, "-m", "venv", str(folder / ".venv")]):
        raise Stop(
            "Python could not make an environment. On Debian or Ubuntu: "
            f"`sudo apt install python{kit['python']}-venv`."
        )
    # No setting of this computer may lead pip to a network.
    own = {key: value for key, value in os.environ.items() if not key.startswith("PIP_")}
    own.update(PIP_CONFIG_FILE=os.devnull, PIP_NO_INDEX="1", PIP_DISABLE_PIP_VERSION_CHECK="1")
    own.update(PIP_FIND_LINKS=(KIT / "wheels").as_uri())
    pip = [str(python_of(folder)), "-m", "pip", "install", "--quiet"]
    if subprocess.call([*pip, "--editable", str(folder)], env=own):
        raise Stop("The lines above say why. Run it again; if they stay, show them your teacher.")
    (folder / ".venv" / DONE).touch()


def is_complete(folder):
    return (folder / ".venv" / DONE).exists()


def python_of(folder):
    return folder / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
