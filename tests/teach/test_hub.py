"""The class server: learners come in by their code, get the course, and keep what is theirs."""

import json
import os
import pwd
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest
import requests
from lessons import CHECKOUT

HUB = CHECKOUT / "teach" / "hub"
sys.path.insert(0, str(HUB))

import class_server  # noqa: E402
import learner  # noqa: E402
import rehearsal  # noqa: E402
import seats  # noqa: E402

ROOT = os.geteuid() == 0


# --- Codes ---


def test_codes_stay_and_new_seats_get_their_own(tmp_path):
    file = tmp_path / "seats.json"
    few, more = seats.codes(file, 3), seats.codes(file, 30)
    assert few.items() <= more.items()
    assert list(more) == [seats.TEACHER, *(f"seat-{n:02d}" for n in range(1, 31))]
    assert len(set(more.values())) == 31
    assert seats.codes(file, 3) == few
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_damaged_file_of_codes_is_never_written_over(tmp_path):
    file = tmp_path / "seats.json"
    file.write_text('{"seat-01": "01-')
    with pytest.raises(ValueError, match="Move it away"):
        seats.codes(file, 3)
    assert file.read_text() == '{"seat-01": "01-'


def test_only_a_whole_code_opens_and_only_its_seat():
    known = {"seat-01": "01-abcd-efgh", "seat-02": "02-jkmn-pqrs"}
    assert seats.seat_of(" 02-JKMN-pqrs\n", known) == "seat-02"
    for wrong in ("", "02", "02-jkmn-pqr", "02-jkmn-pqrst", "01-jkmn-pqrs", "é", "\0", "x" * 10**6):
        assert seats.seat_of(wrong, known) is None


# --- What a teacher is told ---


def chosen(*arguments):
    return class_server.options([*map(str, arguments)])


def test_it_listens_here_unless_told_otherwise(tmp_path):
    closed, opened = chosen("--folder", tmp_path), chosen("--folder", tmp_path, "--open")
    assert class_server.settings(closed, {})["host"] == "127.0.0.1"
    assert class_server.settings(opened, {})["host"] == "0.0.0.0"
    assert "this computer only" in class_server.welcome(closed, "")
    assert "read and change others' files" in class_server.welcome(opened, "")


def test_a_port_in_use_is_said(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        options = chosen("--folder", tmp_path, "--port", port - 2, "--even-as-root")
        assert f"Port {port} is in use" in class_server.obstacle(options)


@pytest.mark.skipif(not ROOT, reason="only root can be warned of being root")
def test_root_does_not_make_every_learner_root(tmp_path, capsys):
    assert class_server.main(["--folder", str(tmp_path / "class")]) == 1
    assert "every learner would be root" in capsys.readouterr().out
    assert not (tmp_path / "class").exists()


def test_what_learners_cannot_read_is_named(tmp_path):
    tmp_path.chmod(0o755)
    inside = tmp_path / "closed" / "course"
    inside.mkdir(parents=True)
    inside.parent.chmod(0o700)
    file = inside / "python"
    file.touch()
    found = class_server.unreadable_for_others(file)
    assert found is not None and inside.is_relative_to(found)
    # Above tmp_path, folders of this user may be closed: here only the last step counts.
    open_to_all = [p for p in (Path("/usr/bin/env"), Path("/etc/hostname")) if p.exists()]
    assert class_server.unreadable_for_others(*open_to_all) is None
    if Path("/etc/shadow").exists():
        assert class_server.unreadable_for_others("/etc/shadow") == Path("/etc/shadow")


def test_the_slips_hold_every_code_and_the_address(tmp_path):
    options = chosen("--folder", tmp_path, "--port", 8765)
    known = seats.codes(tmp_path / "seats.json", 5)
    page = class_server.write_slips(options, known).read_text(encoding="utf-8")
    assert all(code in page for code in known.values())
    assert page.count("http://127.0.0.1:8765") == 6
    assert stat.S_IMODE((tmp_path / "slips.html").stat().st_mode) == 0o600


# --- A class at work ---


class Class:
    """A class server that runs, in a folder of its own."""

    def __init__(self, folder, python=sys.executable, checkout=CHECKOUT, arguments=()):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = min(probe.getsockname()[1], 64_000)
        self.folder, self.address = folder, f"http://127.0.0.1:{self.port}"
        self.output = folder.with_suffix(".out")
        command = [python, checkout / "teach" / "hub" / "class_server.py", *arguments]
        command += ["--seats", "3", "--port", self.port, "--folder", folder]
        with self.output.open("w") as file:
            self.program = subprocess.Popen(
                list(map(str, command)), stdout=file, stderr=subprocess.STDOUT
            )

    def __enter__(self):
        end = time.monotonic() + 90
        while "type the code" not in self.output.read_text():
            assert self.program.poll() is None and time.monotonic() < end, self.output.read_text()
            time.sleep(0.2)
        self.codes = json.loads((self.folder / "seats.json").read_text())
        self.children = psutil.Process(self.program.pid).children(recursive=True)
        return self

    def __exit__(self, *_):
        self.children = psutil.Process(self.program.pid).children(recursive=True)
        self.program.send_signal(signal.SIGINT)
        try:
            assert self.program.wait(60) == 0, self.output.read_text()
        finally:
            for process in self.children:
                if process.is_running():
                    process.kill()

    def logged_in(self, seat):
        visitor = rehearsal.Learner(self.address, self.codes[seat])
        visitor.log_in()
        return visitor


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """A room that trusts itself, in which only one server may start at a time."""
    folder = tmp_path_factory.mktemp("room") / "class"
    arguments = ["--starts", "1", *(["--even-as-root"] if ROOT else [])]
    with Class(folder, arguments=arguments) as running:
        yield running


@pytest.fixture(scope="module")
def visits(room):
    """What three learners met who came at the same moment."""
    codes = [room.codes[f"seat-{n:02d}"] for n in (1, 2, 3)]
    return rehearsal.rehearse(room.address, codes, rehearsal.lesson(1))


def test_three_learners_at_once_answer_an_exercise(visits):
    assert [wrong for _, wrong in visits] == [None, None, None]


def test_starts_that_were_refused_tried_again(visits):
    assert sum(learner.tries for learner, _ in visits) > 0


def test_the_page_that_refuses_tries_again_by_itself():
    page = (HUB / "templates" / "error.html").read_text()
    assert re.search(r"status_code == 429.*setTimeout.*spawn", page, re.S)


def test_the_page_that_waits_looks_again_by_itself():
    """PyPI's proxy cuts the connection through which the page would hear of its server."""
    page = (HUB / "templates" / "spawn_pending.html").read_text()
    assert re.search(r"setTimeout.*location\.reload", page)


def test_a_home_holds_the_course_without_solutions(room, visits):
    home = room.folder / "homes" / "seat-02"
    lessons = sorted((home / "course").glob("*.ipynb"))
    assert [path.name for path in lessons] == sorted(
        path.name for path in (CHECKOUT / "notebooks").glob("*.ipynb")
    )
    assert not any('"solution"' in path.read_text(encoding="utf-8") for path in lessons)
    assert (home / "images" / "course_map.svg").exists()
    assert stat.S_IMODE(room.folder.stat().st_mode) == 0o700


def test_a_wrong_code_opens_nothing_and_has_to_wait(room):
    stranger = rehearsal.Learner(room.address, "01-aaaa-aaaa")
    start = time.monotonic()
    with pytest.raises(rehearsal.Refused, match="403"):
        stranger.log_in()
    assert time.monotonic() - start >= seats.WRONG_SECONDS
    assert not stranger.web.get(f"{room.address}/hub/home").url.endswith("/hub/home")


def test_one_learner_does_not_get_into_another_server(room, visits):
    first = room.logged_in("seat-01")
    end = time.monotonic() + 90
    assert first.wait_for_server(end).endswith("seat-01")
    for path in ("api/contents/course", "lab", "api/kernels"):
        answer = first.web.get(f"{room.address}/user/seat-02/{path}")
        assert answer.status_code in (403, 404) or "seat-01" in answer.url, answer.url
    assert first.web.get(f"{room.address}/hub/admin").status_code == 403


def test_the_board_runs_behind_the_hub(room, tmp_path):
    """A learner joins through the hub's address, and the teacher's page is there."""
    words = room.output.read_text()
    address, code = re.search(r'progress.join\("(.+?)", "(.+?)"\)', words).groups()
    program = f"from course_utils import progress; progress.join({address!r}, {code!r})"
    environment = os.environ | {"BACKPROP_PROGRESS": str(tmp_path), "PYTHONPATH": str(CHECKOUT)}
    end, said = time.monotonic() + 60, ""  # the board reads its words first
    while "You are in the class" not in said and time.monotonic() < end:
        said = subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, text=True
        ).stdout
    assert "You are in the class" in said
    page = re.search(r"The class board is at (\S+)#", words).group(1)
    assert "board.js" in requests.get(page, timeout=30).text


def test_a_teacher_sees_the_seats(room):
    assert room.logged_in(seats.TEACHER).web.get(f"{room.address}/hub/admin").ok


def test_nothing_listens_to_the_network(room, visits):
    family = [room.program.pid, *(process.pid for process in room.children)]
    family += [p.pid for p in psutil.Process(room.program.pid).children(recursive=True)]
    listening = {
        connection.laddr.ip
        for connection in psutil.net_connections("tcp")
        if connection.pid in family and connection.status == psutil.CONN_LISTEN
    }
    assert listening and listening <= {"127.0.0.1", "::1"}


def test_a_second_class_server_is_told_of_the_first(room, tmp_path):
    options = chosen("--folder", tmp_path, "--port", room.port, "--even-as-root")
    assert f"Port {room.port} is in use" in class_server.obstacle(options)


def test_what_was_typed_outlives_a_later_edition(tmp_path, monkeypatch):
    """And it lies beside, as in a learner's own copy."""
    course, home = tmp_path / "course", tmp_path / "home"
    for part in ("notebooks", "images", "course_utils/jupyterlab"):
        shutil.copytree(CHECKOUT / part, course / part)
    monkeypatch.setattr(learner.editions, "CHECKOUT", course)
    home.mkdir()
    learner.lay_out(home)
    mine = home / "course" / "01_neuron.ipynb"
    mine.write_text(mine.read_text(encoding="utf-8").replace("...", "my answer", 1), "utf-8")
    kept = mine.read_bytes()
    lesson = course / "notebooks" / "01_neuron.ipynb"
    lesson.write_text(lesson.read_text(encoding="utf-8").replace("neuron", "Neuron"), "utf-8")
    learner.lay_out(home)
    assert mine.read_bytes() == kept
    assert len(list((home / "course").glob("01_neuron.new-*.ipynb"))) == 1


# --- Closed homes ---


@pytest.fixture(scope="module")
def closed_class():
    """A class with system users, with a Python that they can run. The users are removed again."""
    system = Path("/usr/bin/python3")
    proxy = class_server.PROXY
    if not (ROOT and shutil.which("useradd") and proxy.exists()):
        pytest.skip("closed homes need root, useradd and the proxy from npm")
    packages = Path(requests.__file__).parents[1]
    if unread := class_server.unreadable_for_others(CHECKOUT, packages, proxy):
        pytest.skip(f"other users can't read {unread}")
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    if not system.exists() or not system.resolve().name.startswith(version):
        pytest.skip(f"the system has no {version} that other users can run")
    taken = [name for name in seats.names(3) if name in {user.pw_name for user in pwd.getpwall()}]
    assert not taken, f"{taken} are users of this computer already"
    # Not in pytest's own folder: each run of pytest closes that to all other users.
    place = Path(tempfile.mkdtemp(prefix="closed-class-"))
    place.chmod(0o755)
    subprocess.run([system, "-m", "venv", "--without-pip", place / "python"], check=True)
    python = place / "python"
    (python / "lib" / version / "site-packages" / "course.pth").write_text(str(packages))
    for part in ("etc", "share"):
        shutil.copytree(Path(sys.prefix) / part, python / part, dirs_exist_ok=True)
    try:
        arguments = ["--closed"]
        with Class(place / "class", python / "bin" / "python", arguments=arguments) as running:
            yield running
    finally:
        for name in seats.names(3):
            subprocess.run(["userdel", "--remove", name], capture_output=True, check=False)
        shutil.rmtree(place, ignore_errors=True)


def as_user(name, *command):
    user = pwd.getpwnam(name)
    return subprocess.run(
        command, user=user.pw_uid, group=user.pw_gid, extra_groups=[], capture_output=True
    )


def test_learners_cannot_read_each_others_files(closed_class):
    codes = [closed_class.codes[f"seat-{n:02d}"] for n in (1, 2)]
    visits = rehearsal.rehearse(closed_class.address, codes, rehearsal.lesson(1))
    assert [wrong for _, wrong in visits] == [None, None]
    first, second = (Path(pwd.getpwnam(f"seat-0{n}").pw_dir) for n in (1, 2))
    assert stat.S_IMODE(first.stat().st_mode) == 0o700
    lesson = second / "course" / "01_neuron.ipynb"
    assert as_user("seat-02", "cat", lesson).returncode == 0
    assert as_user("seat-01", "cat", lesson).returncode != 0
    assert as_user("seat-01", "ls", second).returncode != 0
    for secret in ("seats.json", "cookie_secret", "hub.sqlite", "hub.log"):
        assert as_user("seat-01", "cat", closed_class.folder / secret).returncode != 0
    owners = {
        process.username()
        for process in psutil.process_iter()
        if "learner.py" in " ".join(process.cmdline())
    }
    assert {"seat-01", "seat-02"} <= owners
