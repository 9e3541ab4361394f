"""The offline kit: one folder from which learners install the course without a network.

`make kit` writes build/kit/ for this computer's system and Python: the edition for a class, all
packages as wheels, the web pages if `make site` was run, an installer, and checksums.
"""

import importlib.util
import json
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

from course_utils.plumbing import editions
from course_utils.plumbing.options import OneLineParser
from course_utils.plumbing.terminal import run

CHECKOUT = editions.CHECKOUT
OUT = CHECKOUT / "build" / "kit"
INSTALLER = Path(__file__).with_name("install.py")
# What `pip install --editable` needs to build the course itself.
BUILDERS = ["hatchling>=1.26", "editables>=0.5"]
# Other systems: pip's names for them, uv's name, and what install.py will find there.
SYSTEMS = {
    "linux-x86_64": (
        ["manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"],
        "x86_64-manylinux_2_28",
        "Linux",
        "x86_64",
    ),
    "linux-arm64": (
        ["manylinux_2_28_aarch64", "manylinux_2_17_aarch64", "manylinux2014_aarch64"],
        "aarch64-manylinux_2_28",
        "Linux",
        "arm64",
    ),
    "macos-arm64": (
        [
            "macosx_14_0_arm64",
            "macosx_12_0_arm64",
            "macosx_11_0_arm64",
            "macosx_11_0_universal2",
            "macosx_10_9_universal2",
        ],
        "aarch64-apple-darwin",
        "Darwin",
        "arm64",
    ),
    "windows-x86_64": (["win_amd64"], "x86_64-pc-windows-msvc", "Windows", "x86_64"),
}
COURSE = ["course_utils", "images", "pyproject.toml", "README.md", "LICENSE", "Makefile"]
README = """The course, to install without a network
=========================================

1. Copy this folder to your computer, or leave it on the stick.
2. Open a terminal in it and type

       {start} install.py

   It is for Python {python} on {system} ({machine}), and says what is wrong if yours is another.
3. It prints how to start, and a short code: tell it to your teacher if you are asked.

`site/index.html`, if it is there, holds the lessons as web pages, to read without installing.
"""


def requirements():
    """What the course needs, and what builds it."""
    text = (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["project"]["dependencies"] + BUILDERS


def download(wheels, needed, torch_index=None, system=None, python=None):
    """Fetch the wheels of all that is needed, with everything that they need in turn."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--dest", str(wheels)]
    if system:
        # pip alone would judge "only on Windows" by this computer; uv judges by the other one.
        tags, platform, *_ = SYSTEMS[system]
        pinned = pinned_for(needed, platform, python)
        where = [f"--platform={tag}" for tag in tags]
        call(
            [
                *pip,
                "--no-deps",
                "--only-binary=:all:",
                f"--python-version={python}",
                *where,
                *pinned,
            ]
        )
        return
    if torch_index:
        call([*pip, "--no-deps", "torch", "torchvision", "--index-url", torch_index])
    call([*pip, "--only-binary=:all:", "--find-links", str(wheels), *needed])


def pinned_for(needed, platform, python):
    """["torch==2.14.1", ...]: the versions of everything, on another system."""
    if importlib.util.find_spec("uv") is None:
        raise SystemExit("For another system `uv` is needed: python -m pip install uv")
    found = subprocess.run(
        [
            sys.executable,
            "-m",
            "uv",
            "pip",
            "compile",
            "--quiet",
            "--no-header",
            "--no-annotate",
            f"--python-platform={platform}",
            f"--python-version={python}",
            "-",
        ],
        input="\n".join(needed),
        text=True,
        capture_output=True,
    )
    if found.returncode:
        raise SystemExit(found.stderr.strip())
    return [line for line in found.stdout.splitlines() if line and not line.startswith(" ")]


def call(command):
    """Run a command; where it fails, its own message is the last."""
    if subprocess.call(command):
        raise SystemExit(
            "The packages could not be fetched: see above. A kit needs the network once."
        )


def copy_course(course):
    """The course as a class gets it: lessons without solutions and results, no tests."""
    course.mkdir(parents=True)
    hidden = shutil.ignore_patterns("__pycache__", "*.pyc", "draw_*.py")
    for name in COURSE:
        source = CHECKOUT / name
        if source.is_dir():
            shutil.copytree(source, course / name, ignore=hidden)
        else:
            shutil.copyfile(source, course / name)
    edition = editions.write_student(course / "edition")
    shutil.move(edition / "notebooks", course / "notebooks")
    shutil.rmtree(edition)


def installed_gb(wheels, course):
    """What an installation fills: the course, and wheels unpacked, with a tenth for bytecode."""
    unpacked = sum(
        entry.file_size
        for path in wheels.glob("*.whl")
        for entry in zipfile.ZipFile(path).infolist()
    )
    return round(1.1 * unpacked / 1e9 + size_of(course) / 1e9 + 0.1, 1)


def size_of(folder):
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def write_kit(out, needed=None, torch_index=None, system=None, python=None, wheels=None):
    """Write the kit into out, new each time. wheels: a folder that has them already."""
    installer = load_installer()
    python = python or ".".join(map(str, sys.version_info[:2]))
    names = SYSTEMS[system][2:] if system else installer.this_computer()[1:]
    shutil.rmtree(out, ignore_errors=True)
    (out / "wheels").mkdir(parents=True)
    if wheels:
        for wheel in sorted(Path(wheels).glob("*.whl")):
            shutil.copyfile(wheel, out / "wheels" / wheel.name)
    else:
        download(out / "wheels", needed or requirements(), torch_index, system, python)
    copy_course(out / "course")
    if (CHECKOUT / "build" / "site" / "index.html").exists():
        shutil.copytree(CHECKOUT / "build" / "site", out / "site")
    shutil.copyfile(INSTALLER, out / "install.py")
    about = {
        "python": python,
        "system": names[0],
        "machine": names[1],
        "wheels": len(list((out / "wheels").glob("*.whl"))),
        "installed_gb": installed_gb(out / "wheels", out / "course"),
    }
    (out / "kit.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    start = f"py -{python}" if names[0] == "Windows" else f"python{python}"
    (out / "README.txt").write_text(README.format(start=start, **about), encoding="utf-8")
    sums = [
        f"{installer.checksum(path)}  {path.relative_to(out).as_posix()}\n"
        for path in sorted(out.rglob("*"))
        if path.is_file()
    ]
    (out / "SHA256SUMS").write_text("".join(sums), encoding="utf-8", newline="\n")
    return about


def load_installer():
    """install.py as a module: the kit's maker and the installer name a computer alike."""
    spec = importlib.util.spec_from_file_location("kit_install", INSTALLER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main(arguments=None):
    """Write the kit and say how large it is."""
    parser = OneLineParser(prog="make_kit.py", description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=OUT, help="the folder, written anew")
    parser.add_argument(
        "--torch-index", help="where PyTorch comes from, for the build without CUDA"
    )
    parser.add_argument("--system", choices=SYSTEMS, help="another system than this one")
    parser.add_argument("--python", choices=["3.11", "3.12", "3.13"], help="with --system")
    parser.add_argument("--wheels", type=Path, help="a folder with the wheels, instead of fetching")
    chosen = parser.parse_args(arguments)
    if chosen.python and not chosen.system:
        parser.error("--python goes with --system; for this one: make kit PYTHON=python3.12")
    if chosen.system and chosen.torch_index:
        parser.error("another system's PyTorch comes from the usual index: leave TORCH out")
    python = chosen.python or ".".join(map(str, sys.version_info[:2]))
    about = write_kit(chosen.out, None, chosen.torch_index, chosen.system, python, chosen.wheels)
    sizes = {name: size_of(chosen.out / name) / 1e9 for name in ("wheels", "course", "site")}
    print(
        f"{chosen.out}: {size_of(chosen.out) / 1e9:.2f} GB ("
        + ", ".join(f"{name} {size:.2f}" for name, size in sizes.items() if size)
        + f"), {about['wheels']} packages for Python {about['python']} on {about['system']} "
        f"({about['machine']}). Installed it fills {about['installed_gb']} GB."
    )
    if "site" not in {path.name for path in chosen.out.iterdir()}:
        print("Without the web pages: run `make site` first if learners shall have them.")


if __name__ == "__main__":
    sys.exit(run(main))
