"""The launcher: what it says and hands to JupyterLab, and that a page is really served."""

import json
import os
import re
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from pathlib import Path
from types import SimpleNamespace

import pytest
from lessons import CHECKOUT

from course_utils.plumbing import lab, terminal


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    """JupyterLab as a learner starts it, without a display; what it printed, and its address."""
    folder = tmp_path_factory.mktemp("lab")
    program = (
        "import sys, pathlib; from course_utils.plumbing import lab, working_copy, editions; "
        "working_copy.FOLDER = pathlib.Path(sys.argv[1]); real = working_copy.update; "
        "working_copy.update = lambda: real(working_copy.FOLDER); "
        "sys.exit(lab.main(sys.argv[2:]))"
    )
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "JUPYTER_TOKEN")
    } | {
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
    }
    options = [f"--ServerApp.root_dir={folder}", "--ServerApp.open_browser=False"]
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(folder / "my_course"), *options],
        env=environment,
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    clock = threading.Timer(300, process.kill)
    clock.start()
    lines = []
    for line in process.stdout:
        lines.append(line)
        if "Control-C" in line:
            break
    yield SimpleNamespace(said="".join(lines), folder=folder, process=process)
    clock.cancel()
    process.kill()
    process.wait()


def get(address):
    with urllib.request.urlopen(address, timeout=30) as answer:
        return answer.status, answer.read()


def test_it_says_the_address_in_one_line_and_stays(started):
    (line,) = [line for line in started.said.splitlines() if "http" in line]
    assert line.startswith("Open this address in a browser: http://127.0.0.1:")
    assert started.process.poll() is None
    assert len(started.said.splitlines()) <= 4
    if lab.is_root():
        assert "root" in started.said


def test_it_serves_with_its_token_only(started):
    address = re.search(r"http\S+", started.said)[0]
    base, token = re.match(r"(http://[^/]+).*\?token=(\w+)", address).groups()
    assert get(address)[0] == 200
    status, content = get(f"{base}/api/contents/my_course?token={token}")
    names = [entry["name"] for entry in json.loads(content)["content"]]
    assert (status, "00_start_here.ipynb" in names) == (200, True)
    assert get(f"{base}/custom/custom.css?token={token}")[1].startswith(b"/* On a wide screen")
    with pytest.raises(urllib.error.HTTPError, match="403"):
        get(f"{base}/api/contents/my_course")


@pytest.mark.parametrize(
    "arguments, page",
    [
        ([], "lab/tree/my_course/00_start_here.ipynb"),
        (["--debug", str(CHECKOUT / "notebooks" / "x.ipynb")], "lab/tree/notebooks/x.ipynb"),
        ([str(CHECKOUT.parent / "elsewhere.ipynb")], "lab"),
    ],
)
def test_the_address_names_the_page_that_opens(arguments, page):
    server = SimpleNamespace(
        identity_provider=SimpleNamespace(token="abc"),
        root_dir=str(CHECKOUT.resolve()),
        ip="0.0.0.0",
        port=9999,
        certfile="",
        base_url="/",
    )
    assert lab.address(server, arguments) == f"http://127.0.0.1:9999/{page}?token=abc"


def test_only_this_machine_is_listened_to():
    assert "--ServerApp.ip=127.0.0.1" in lab.options([])
    own = lab.options(["--ServerApp.ip=0.0.0.0"])
    assert [o for o in own if ".ip=" in o] == ["--ServerApp.ip=0.0.0.0"]


@pytest.mark.parametrize("root", [True, False])
@pytest.mark.parametrize("browser", [True, False])
def test_root_and_browser(root, browser):
    own = lab.options([], root, browser)
    assert f"--ServerApp.allow_root={root}" in own
    assert f"--ServerApp.open_browser={browser}" in own


def test_the_copy_is_opened_unless_another_page_is_named():
    assert Path(lab.options([])[-1]).parts[-2:] == ("my_course", "00_start_here.ipynb")
    assert lab.options(["notebooks/01_neuron.ipynb"])[-1] == "notebooks/01_neuron.ipynb"


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "BROWSER"])
def test_linux_without_a_display_opens_no_browser(monkeypatch, name):
    monkeypatch.setattr(lab.sys, "platform", "linux")
    monkeypatch.setattr(lab.webbrowser, "get", lambda: "w3m")
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(variable, raising=False)
    assert not lab.has_browser()
    monkeypatch.setenv(name, "something")
    assert lab.has_browser()


def test_python_in_labs_terminals_is_the_courses(monkeypatch):
    monkeypatch.setenv("PATH", "elsewhere")
    lab.use_course_python()
    first, *others = os.environ["PATH"].split(os.pathsep)
    assert Path(sys.executable).parent in (Path(first), Path(first).parent)
    assert others == ["elsewhere"]


def test_a_folder_that_cant_be_written_is_said(monkeypatch, capsys):
    def refuse():
        raise PermissionError(13, "Permission denied", "my_course")

    monkeypatch.setattr(lab.working_copy, "update", refuse)
    assert lab.main([]) == 1
    assert "Copy the course's folder" in capsys.readouterr().out


def test_a_missing_jupyterlab_is_said(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "jupyterlab.labapp", None)
    assert lab.main([]) == 1
    assert "Install the course first" in capsys.readouterr().out


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_a_terminal_without_the_letters_gets_their_codes(encoding):
    program = "from course_utils.plumbing.terminal import run; run(lambda: print('Ж'))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=CHECKOUT,
        env=os.environ | {"PYTHONIOENCODING": encoding},
        capture_output=True,
    )
    assert (done.returncode, done.stdout.strip()) == (0, rb"\u0416")


def test_a_closed_pipe_is_no_traceback():
    program = (
        "import sys; from course_utils.plumbing.terminal import run; "
        "sys.exit(run(lambda: [print('line') for _ in range(100_000)]))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 1
    process.stderr.close()


def test_the_exit_code_of_a_command_is_kept():
    assert terminal.run(lambda: 3) == 3
