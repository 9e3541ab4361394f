"""A learner's side: what is sent, when, and that a check never waits for it."""

import datetime
import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from boards import Running, shown, until
from lessons import CHECKOUT

import course_utils.progress as door
from course_utils.plumbing import classroom, lab, progress

FIELDS = {"exercise", "right", "hint", "id", "seconds", "ago"}


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A learner's own folder, and no thread left over from another test."""
    folder = tmp_path / "records"
    monkeypatch.setenv(progress.FOLDER_VARIABLE, str(folder))
    monkeypatch.setattr(classroom, "PAUSES", (0.05,))
    yield folder
    (folder / classroom.JOINED).unlink(missing_ok=True)


def joins(running, capsys, **more):
    classroom.join(running.address, running.code, **more)
    said = capsys.readouterr().out
    assert said.startswith("You are in the class 'class' as "), said
    return said


def answers(exercise="average", right=False, hint="average-1"):
    progress.record(exercise, right, None if right else hint)
    classroom.send_soon()


def arrived(running):
    """The verdicts on the board, in the order in which they came."""
    return running.ask("SELECT exercise, right, hint FROM verdict ORDER BY number")


def arrive(running, count):
    return until(lambda: len(arrived(running)) == count)


KERNEL = """
import time
from course_utils.plumbing import classroom, progress

for _ in range({}):
    progress.record("average", False, "average-1")
    classroom.send_soon()
time.sleep({})
"""
NOTEBOOK = """
import time
from course_utils.checks import lesson_00 as check

def average(a, b):
    return a + b / 2  # "my own code"

check.average(average)
time.sleep(2)
"""


def kernel(kept, program):
    """A process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", program],
        env=os.environ | {progress.FOLDER_VARIABLE: str(kept), "PYTHONIOENCODING": "utf-8"},
        cwd=CHECKOUT,
        stdout=subprocess.DEVNULL,
    )


class Recorder(BaseHTTPRequestHandler):
    """Writes down all that a learner sends."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((self.path, dict(self.headers), body))
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(self.server.says)

    def log_message(self, *_):
        pass


@pytest.fixture
def recorder():
    server = HTTPServer(("127.0.0.1", 0), Recorder)
    server.got, server.status, server.says = [], 200, b'{"class": "class"}'
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_nothing_is_sent_by_who_did_not_join(kept, recorder, monkeypatch):
    monkeypatch.setattr(socket, "socket", None)  # every connection would fail loudly
    threads = threading.active_count()
    for _ in range(3):
        answers()
    classroom.send_all()
    classroom.wave()
    assert classroom.joined() is None
    assert threading.active_count() == threads
    assert recorder.got == []
    assert len(progress.verdicts()) == 3


def test_what_is_sent_is_what_was_said_and_nothing_more(kept, recorder, capsys):
    progress.record("average", False, "before-joining")
    address = f"http://127.0.0.1:{recorder.server_port}"
    classroom.join(address, "abcd-2345")
    said = capsys.readouterr().out
    for words in ("exercise, right or not, which hint, seconds", "Never your code", "leave()"):
        assert words in said
    (path, headers, body), *none = recorder.got
    assert (path, none) == ("/api/join", [])
    joined = json.loads(body)
    assert set(joined) == {"code", "learner", "name"}
    assert re.fullmatch(r"[a-z]+ [a-z]+ \d\d", joined["name"])
    assert re.fullmatch(r"[0-9a-f]{32}", joined["learner"])
    assert joined["code"] == "ABCD2345"
    assert kernel(kept, NOTEBOOK).wait(60) == 0
    assert until(lambda: len(recorder.got) > 1)
    path, headers, body = recorder.got[1]
    sent = json.loads(body)
    (verdict,) = sent.pop("verdicts")
    assert (path, sent) == ("/api/verdicts", {"learner": joined["learner"]})
    assert set(verdict) == FIELDS
    assert verdict["exercise"] == "average" and verdict["right"] is False
    assert b"my own code" not in body and b"/ 2" not in body
    user = os.environ.get("USER") or "no user"
    everything = b"".join(body for _, _, body in recorder.got) + str(headers).encode()
    assert user.encode() not in everything and socket.gethostname().encode() not in everything


def test_a_typed_name_and_the_same_learner_again(kept, running, capsys):
    assert "'Ana'" in joins(running, capsys, name=" Ana ")
    assert "'Ana'" in joins(running, capsys)
    assert "'Bo'" in joins(running, capsys, name="Bo")
    assert running.ask("SELECT name FROM learner") == [("Bo",)]


def test_verdicts_before_joining_stay_at_home(kept, running, capsys):
    for _ in range(3):
        progress.record("average", False, "average-2")
    joins(running, capsys)
    answers()
    assert arrive(running, 1)
    assert arrived(running) == [("average", 0, "average-1")]


def test_the_board_is_away_and_all_comes_later_in_order(kept, running, capsys):
    joins(running, capsys)
    answers(hint="average-1")
    assert arrive(running, 1)
    running.stop()
    for number in range(120):  # three messages
        answers(hint=f"average-{number}")
    running.start()
    assert arrive(running, 121)
    assert [hint for _, _, hint in arrived(running)][1:] == [f"average-{n}" for n in range(120)]


def test_an_answer_that_was_lost_on_its_way_back_counts_once(kept, running, capsys, monkeypatch):
    """The board took it, the learner did not hear so: it is sent again."""
    joins(running, capsys)
    real, lost = classroom._post, []

    def loses(url, path, message):
        status = real(url, path, message)
        if path == "verdicts" and len(lost) < 3:
            lost.append(message)
            raise ConnectionResetError
        return status

    monkeypatch.setattr(classroom, "_post", loses)
    answers()
    assert until(lambda: len(lost) == 3)
    answers(right=True)
    assert arrive(running, 2)
    assert len({json.dumps(one["verdicts"][0]["id"]) for one in lost}) == 1


def test_a_kernel_that_is_restarted_meanwhile(kept, running, capsys):
    joins(running, capsys)
    running.stop()
    assert kernel(kept, KERNEL.format(3, 0)).wait(60) == 0
    assert len(progress.verdicts()) == 3
    running.start()
    answers("shape", hint="shape-1")  # any check of a later kernel
    assert arrive(running, 4)
    # Times are kept to the second: in the same one, two kernels have no order.
    assert sorted(exercise for exercise, _, _ in arrived(running)) == ["average"] * 3 + ["shape"]


def test_several_kernels_of_one_learner(kept, running, capsys):
    joins(running, capsys)
    both = [kernel(kept, KERNEL.format(10, 1)) for _ in range(2)]
    for process in both:
        assert process.wait(60) == 0
    assert arrive(running, 20)
    assert shown(running)["learners"] == 1


def test_the_newest_arrive_where_the_queue_was_too_long(kept, running, capsys, monkeypatch):
    monkeypatch.setattr(classroom, "NEWEST", 20)
    joins(running, capsys)
    running.stop()
    for number in range(50):
        answers(hint=f"average-{number}")
    running.start()
    # What was under way when the last ones came may hold a few more.
    newest = [f"average-{n}" for n in range(30, 50)]
    assert until(lambda: [hint for _, _, hint in arrived(running)][-20:] == newest)


def test_older_verdicts_are_let_go_at_once(kept, running, capsys, monkeypatch):
    monkeypatch.setattr(classroom, "NEWEST", 20)
    joins(running, capsys)
    running.stop()  # nothing is taken away from the queue meanwhile
    for number in range(50):
        progress.record("average", False, f"average-{number}")
    assert len(classroom._unsent(classroom.joined())) == 20


def test_a_file_of_verdicts_is_read_from_near_its_end(kept, running, capsys, monkeypatch):
    monkeypatch.setattr(classroom, "TAIL", 2000)
    joins(running, capsys)
    running.stop()  # nothing is taken away from the queue meanwhile
    for number in range(100):
        progress.record("average", False, f"average-{number}")
    hints = [verdict["message"]["hint"] for verdict in classroom._unsent(classroom.joined())]
    assert 10 < len(hints) < 30 and hints[-1] == "average-99"


def test_what_the_board_can_not_read_does_not_stop_the_queue(kept, running, capsys):
    joins(running, capsys)
    answers(hint="<b>")
    time.sleep(0.5)
    answers()
    assert until(lambda: ("average", 0, "average-1") in arrived(running))


def test_left_is_left_at_once(kept, running, capsys):
    joins(running, capsys)
    answers()
    assert arrive(running, 1)
    classroom.leave()
    assert "nothing is sent any more" in capsys.readouterr().out
    answers()
    time.sleep(0.3)
    assert len(arrived(running)) == 1
    classroom.leave()
    assert "in no class" in capsys.readouterr().out
    assert sorted(path.name for path in kept.iterdir() if "verdicts" not in path.name) == []


def test_a_verdict_after_leaving_is_not_sent_by_a_thread_at_work(
    kept, running, capsys, monkeypatch
):
    joins(running, capsys)
    real = classroom._unsent

    def slow(member):
        classroom.leave()
        progress.record("average", False, "average-2")
        return real(member)

    monkeypatch.setattr(classroom, "_unsent", slow)
    progress.record("average", False, "average-1")
    classroom.send_all()
    assert arrived(running) == []


@pytest.mark.parametrize("hours, still", [(23, True), (25, False)])
def test_a_class_ends_by_itself(kept, running, capsys, hours, still):
    joins(running, capsys)
    path = kept / classroom.JOINED
    member = json.loads(path.read_text())
    when = datetime.datetime.now(datetime.UTC) - datetime.timedelta(hours=hours)
    path.write_text(json.dumps(member | {"joined": when.isoformat()}))
    assert bool(classroom.joined()) is still
    answers()
    assert until(lambda: len(arrived(running)) == still, 1)


@pytest.mark.parametrize(
    "text",
    ["", "nonsense", "[]", "null", "{}", '{"joined": 5}', '{"joined": "2026-01-01"}', "\x00"],
)
def test_a_damaged_file_means_no_class(kept, text):
    kept.mkdir()
    (kept / classroom.JOINED).write_text(text)
    (kept / classroom.SENT).write_text(text)
    assert classroom.joined() is None
    answers()
    classroom.send_all()
    assert len(progress.verdicts()) == 1


def test_a_clock_that_is_wrong_or_goes_back(kept, running, capsys, monkeypatch):
    joins(running, capsys)
    real = datetime.datetime

    class Wrong(real):
        shift = datetime.timedelta(days=400)

        @classmethod
        def now(cls, zone=None):
            return real.now(zone) + cls.shift

    monkeypatch.setattr(progress.datetime, "datetime", Wrong)
    classroom.join(running.address, running.code)  # the class of a year ago is over
    for shift in (400, 399, 401):
        Wrong.shift = datetime.timedelta(days=shift)
        answers()
        time.sleep(0.05)
    Wrong.shift = datetime.timedelta(days=400)
    classroom.send_soon()
    assert arrive(running, 3)
    now = time.time()
    times = running.ask("SELECT begun, at FROM verdict")
    assert all(now - 60 < begun <= at < now + 5 for begun, at in times)


def test_seconds_say_how_long_somebody_is_at_an_exercise(kept, running, capsys):
    joins(running, capsys)
    running.stop()
    now = datetime.datetime.now(datetime.UTC)
    lines = [
        {"when": (now - datetime.timedelta(seconds=s)).isoformat(), "exercise": "average"}
        | {"right": False, "hint": None}
        for s in (90, 30, 0)
    ]
    text = "".join(f"\n{json.dumps(line)}\n" for line in lines)
    (kept / "verdicts-abc.jsonl").write_text(text)
    first, _, last = classroom._since_joining(classroom.joined())
    assert (first["message"]["seconds"], last["message"]["seconds"]) == (0, 90)
    assert 90 <= first["message"]["ago"] < 120


def slow_server():
    """Takes connections and never says anything."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen(50)
    return listening


@pytest.mark.parametrize("away", ["refuses", "is silent"])
def test_a_check_does_not_wait_for_a_board_that_is_away(kept, running, capsys, away):
    joins(running, capsys)
    running.stop()
    listening = slow_server() if away == "is silent" else None
    if listening:
        path = kept / classroom.JOINED
        member = json.loads(path.read_text())
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        path.write_text(json.dumps(member | {"address": address}))
    extra = []
    for _ in range(30):
        progress.record("average", False, "average-1")  # there is something to send
        begun = time.perf_counter()
        classroom.send_soon()
        extra.append(time.perf_counter() - begun)
    assert sorted(extra)[15] < 0.05
    if listening:
        listening.close()


def test_wrong_codes_and_wrong_addresses_are_said_in_one_line(kept, running, recorder, capsys):
    def says(address, code):
        classroom.join(address, code)
        assert classroom.joined() is None
        said = capsys.readouterr().out
        assert said.count("\n") == 1
        return said

    assert "class code is not right" in says(running.address, "AAAA-AAAA")
    closed = slow_server()
    address = f"127.0.0.1:{closed.getsockname()[1]}"
    closed.close()
    assert "No class board answers" in says(address, running.code)
    assert "No class board answers" in says("a..b", running.code)
    recorder.says = b"<html>hello</html>"
    other = f"127.0.0.1:{recorder.server_port}"
    assert "is not a class board" in says(other, running.code)
    recorder.says, recorder.status = b"{}", 500
    assert "is not a class board" in says(other, running.code)
    for status, words in ((429, "wait one minute"), (503, "nobody more")):
        recorder.status = status
        assert words in says(other, running.code)
    for odd in ("", "   ", "two words", 5, None, "http://", "ftp://a", "host:port", "a:99999999"):
        assert "no address of a class" in says(odd, running.code)
    for odd in ("", "--", 5, None):
        assert "class code is a text" in says(running.address, odd)


@pytest.mark.parametrize("name", ["", "x" * 41, 5])
def test_an_odd_name(kept, running, capsys, name):
    classroom.join(running.address, running.code, name=name)
    assert "at most 40 letters" in capsys.readouterr().out
    assert classroom.joined() is None


def test_a_code_may_be_typed_in_any_way(kept, running, capsys):
    code = running.code.lower()
    classroom.join(f" http://{running.address}/ ", f"{code[:4]} {code[4:6]}-{code[6:]}")
    assert "You are in the class" in capsys.readouterr().out


@pytest.mark.parametrize(
    "typed, url",
    [
        ("192.168.1.20:8765", "http://192.168.1.20:8765"),
        ("192.168.1.20", "http://192.168.1.20:8765"),
        ("http://192.168.1.20:8765/", "http://192.168.1.20:8765"),
        ("https://hub.example.org/services/board/", "https://hub.example.org/services/board"),
        ("[::1]:8765", "http://[::1]:8765"),
    ],
)
def test_addresses(typed, url):
    assert classroom._url(typed) == url


def test_progress_that_is_off_sends_nothing(running, capsys):
    assert os.environ[progress.FOLDER_VARIABLE] == "off"
    classroom.join(running.address, running.code)
    assert "neither kept nor sent" in capsys.readouterr().out
    answers()
    classroom.leave()
    classroom.wave()
    assert running.ask("SELECT count(*) FROM learner") == [(0,)]


def test_waving(kept, running, capsys):
    classroom.wave()
    assert "in no class" in capsys.readouterr().out
    joins(running, capsys)
    answers()
    classroom.wave()
    assert "shows that you need help" in capsys.readouterr().out
    (wave,) = shown(running)["waves"]
    assert wave["exercise"] == "00.1 · The average"
    classroom.wave(False)
    assert "down again" in capsys.readouterr().out
    assert shown(running)["waves"] == []
    running.stop()
    classroom.wave()
    assert "raise your own hand" in capsys.readouterr().out


def test_lessons_find_them_under_progress():
    assert (door.join, door.leave, door.wave) == (classroom.join, classroom.leave, classroom.wave)


def test_make_lab_joins(kept, running, capsys):
    given = [f"--class={running.address}/{running.code}", "--ServerApp.port=9999"]
    assert lab.join_class(given) == ["--ServerApp.port=9999"]
    assert "You are in the class" in capsys.readouterr().out
    for odd in ("nonsense", "/abc", "192.168.1.20:8765", "http://192.168.1.20"):
        assert lab.join_class([f"--class={odd}"]) == []
        assert "needs address and code" in capsys.readouterr().out


def test_boards_of_one_learner_do_not_mix(kept, tmp_path, capsys):
    """The next day another class: what was sent to the first is not sent to the second."""
    first, second = Running(tmp_path / "one"), Running(tmp_path / "two")
    try:
        joins(first, capsys)
        answers()
        assert arrive(first, 1)
        joins(second, capsys)
        answers(right=True)
        assert arrive(second, 1)
        assert arrived(second) == [("average", 1, None)]
        assert len(arrived(first)) == 1
    finally:
        first.stop()
        second.stop()
