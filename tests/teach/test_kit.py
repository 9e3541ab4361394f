"""The offline kit: it installs with the network off, and says what is wrong where it can't.

The machinery is the real one; only the course in it is a small one without dependencies, since the
real packages are gigabytes.
"""

import json
import os
import shutil
import subprocess
import sys

import pytest
from lessons import CHECKOUT

sys.path.insert(0, str(CHECKOUT / "teach" / "kit"))

import make_kit

SMALL = """[build-system]
requires = ["hatchling>=1.26"]
build-backend = "hatchling.build"
[project]
name = "small-course"
version = "1"
dependencies = ["packaging>=20"]
[tool.hatch.build.targets.wheel]
packages = ["course_utils"]
"""


def small_course(course):
    (course / "course_utils").mkdir(parents=True)
    (course / "pyproject.toml").write_text(SMALL)
    (course / "course_utils" / "__init__.py").touch()
    (course / "course_utils" / "check_env.py").write_text("import packaging; print('Ready.')\n")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A kit of the small course, with its wheels fetched by pip."""
    folder = tmp_path_factory.mktemp("made") / "kit"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(make_kit, "copy_course", small_course)
        make_kit.write_kit(folder, [*make_kit.BUILDERS, "packaging>=20"])
    return folder


@pytest.fixture
def kit(made, tmp_path):
    """A copy that a test may damage."""
    return shutil.copytree(made, tmp_path / "kit")


def network_off():
    """The words before a command that take the network away, and what its environment must say."""
    alone = ["unshare", "--net"]  # a network of its own with nobody in it; containers may forbid it
    if (
        shutil.which("unshare")
        and subprocess.run([*alone, "true"], capture_output=True).returncode == 0
    ):
        return alone, {}
    return [], {"HTTPS_PROXY": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9"}


def installed(kit, folder):
    before, more = network_off()
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    return subprocess.run(
        [*before, sys.executable, kit / "install.py", folder],
        capture_output=True,
        text=True,
        env=environment | more,
    )


def test_the_network_is_really_off():
    before, more = network_off()
    program = "import urllib.request; urllib.request.urlopen('https://example.org', timeout=5)"
    answer = subprocess.run([*before, sys.executable, "-c", program], env={**os.environ, **more})
    assert answer.returncode != 0


def test_it_installs_without_a_network_and_again(made, tmp_path):
    folder = tmp_path / "learner's course"
    answer = installed(made, folder)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert answer.stdout.rstrip().endswith("Ready.")
    assert "-m course_utils.lab" in answer.stdout
    (folder / "my_course").mkdir()
    (folder / "my_course" / "mine.ipynb").write_text("typed")
    again = installed(made, folder)
    assert again.returncode == 0
    assert "complete already" in again.stdout
    assert (folder / "my_course" / "mine.ipynb").read_text() == "typed"


def refused(kit, tmp_path, words):
    answer = installed(kit, tmp_path / "course")
    assert answer.returncode == 1
    assert "Not installed." in answer.stdout
    assert words in answer.stdout, answer.stdout + answer.stderr
    assert "Traceback" not in answer.stderr
    assert not (tmp_path / "course" / ".venv").exists()


def change(kit, **values):
    about = json.loads((kit / "kit.json").read_text())
    (kit / "kit.json").write_text(json.dumps(about | values))


def test_a_damaged_wheel_is_named(kit, tmp_path):
    wheel = next((kit / "wheels").glob("packaging*"))
    content = bytearray(wheel.read_bytes())
    content[len(content) // 2] ^= 1
    wheel.write_bytes(content)
    refused(kit, tmp_path, f"wheels/{wheel.name} is damaged. Copy the kit again")


def test_a_missing_file_is_named(kit, tmp_path):
    wheel = next((kit / "wheels").glob("hatchling*"))
    wheel.unlink()
    refused(kit, tmp_path, f"{wheel.name} is missing")


def test_another_python_is_told_which_one(kit, tmp_path):
    change(kit, python="3.99")
    refused(kit, tmp_path, "This kit is for Python 3.99")


def test_another_system_is_told(kit, tmp_path):
    change(kit, system="Amiga")
    refused(kit, tmp_path, "This kit is for Amiga")


def test_too_little_space_is_told(kit, tmp_path):
    change(kit, installed_gb=10**6)
    refused(kit, tmp_path, "GB free")


def test_a_folder_with_other_things_is_left_alone(kit, tmp_path):
    (tmp_path / "course").mkdir()
    (tmp_path / "course" / "thesis.txt").write_text("years of work")
    refused(kit, tmp_path, "holds other things")
    assert [path.name for path in (tmp_path / "course").iterdir()] == ["thesis.txt"]


def test_a_half_kit_is_no_traceback(kit, tmp_path):
    (kit / "kit.json").unlink()
    refused(kit, tmp_path, "copy the kit again")


def test_the_course_in_the_kit_is_the_edition_for_a_class(tmp_path):
    make_kit.copy_course(tmp_path / "course")
    lessons = sorted(path.name for path in (tmp_path / "course" / "notebooks").iterdir())
    assert lessons == [path.name for path in make_kit.editions.lessons()]
    for name in lessons:
        cells = make_kit.editions.read(tmp_path / "course" / "notebooks" / name)["cells"]
        tags = {tag for cell in cells for tag in cell["metadata"].get("tags", [])}
        assert not tags & make_kit.editions.KEPT_BACK
        assert not any(cell.get("outputs") for cell in cells)
    for needed in ("pyproject.toml", "Makefile", "images/course_map.svg", "course_utils/data"):
        assert (tmp_path / "course" / needed).exists()
    assert not list((tmp_path / "course").rglob("__pycache__"))


def test_all_that_the_course_needs_is_asked_for():
    needed = make_kit.requirements()
    assert "torch>=2.8" in needed
    assert any(name.startswith("hatchling") for name in needed)
    assert len(needed) == len(set(needed))


def test_wrong_options_are_answered_in_one_line(capsys):
    for options, words in (
        (["--python", "3.12"], "--python goes with --system"),
        (["--system", "windows-x86_64", "--torch-index", "x"], "leave TORCH out"),
    ):
        with pytest.raises(SystemExit) as stop:
            make_kit.main(options)
        assert stop.value.code == 2
        assert words in capsys.readouterr().err
