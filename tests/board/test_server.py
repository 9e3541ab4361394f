"""What the board takes: each verdict once, from all learners of several classes, and no more."""

import json
import os
import signal
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import pytest
from boards import Running, exercise, secret, shown, verdict, watch
from lessons import CHECKOUT

from course_utils.board import store as stores


def test_from_joining_to_the_teachers_page(running):
    assert running.join(secret(1)) == (200, {"class": "class"})
    assert running.join(secret(2))[0] == running.join(secret(3))[0] == 200
    assert running.answer(secret(1), verdict(1))[1] == {"taken": 1, "new": 1}
    running.answer(secret(2), verdict(1), verdict(2, right=True))
    board = shown(running)
    assert (board["learners"], board["lesson"], board["title"]) == (3, "00", "Start")
    first = exercise(board, "average")
    assert (first["right"], first["trying"], first["stuck"]) == (1, 1, 0)
    assert first["hints"] == [{"text": "Only b is halved.", "learners": 2, "now": 1}]
    assert exercise(board, "shape")["hints"] == []


def test_an_open_page_is_told_of_what_is_new(running):
    running.join(secret(1))

    def answered(told):
        if "board" in told and not exercise(told["board"], "average")["trying"]:
            running.answer(secret(1), verdict(1))
        return "board" in told and exercise(told["board"], "average")["trying"] == 1

    assert "board" in watch(running, answered)


def test_a_replay_counts_once_also_after_a_restart(running):
    running.join(secret(1))
    message = [verdict(1), verdict(2), verdict(1)]
    assert running.answer(secret(1), *message)[1]["new"] == 2
    assert running.answer(secret(1), *message)[1]["new"] == 0
    running.stop()
    running.start()
    assert running.answer(secret(1), *message)[1]["new"] == 0
    running.join(secret(2))  # another learner's verdicts may have the same names
    assert running.answer(secret(2), *message)[1]["new"] == 2


def test_a_restart_keeps_codes_verdicts_and_hands(running):
    running.join(secret(1))
    running.answer(secret(1), verdict(1))
    running.post("wave", {"learner": secret(1), "up": True, "exercise": "average"})
    code, key = running.code, running.classes[0].key
    running.stop()
    with pytest.raises(OSError):
        running.join(secret(2))
    running.start()
    assert (running.code, running.classes[0].key) == (code, key)
    board = shown(running)
    assert exercise(board, "average")["trying"] == 1
    assert board["waves"][0]["exercise"] == "00.1 · The average"
    assert running.answer(secret(1), verdict(2))[0] == 200


KILLED = """
import sys, time
sys.path[:0] = sys.argv[2:]
from boards import Running
running = Running(sys.argv[1])
print(running.port, running.code, flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_a_board_that_is_killed_has_lost_nothing_that_it_confirmed(tmp_path):
    paths = [str(CHECKOUT), str(Path(__file__).parent), str(CHECKOUT / "tests")]
    folder = tmp_path / "board"
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(folder), *paths], stdout=subprocess.PIPE, text=True
    )
    try:
        port, code = process.stdout.readline().split()
        board = Running.__new__(Running)
        board.port = int(port)
        board.post("join", {"code": code, "learner": secret(1), "name": "a"})
        confirmed = sum(
            board.answer(secret(1), verdict(2 * i), verdict(2 * i + 1))[1]["new"] for i in range(15)
        )
        process.send_signal(signal.SIGKILL)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
    store = stores.Store(folder)
    assert confirmed == 30
    assert store.query("SELECT count(*) FROM verdict") == [(30,)]
    store.close()


def test_sixty_learners_at_once(running):
    start, statuses = threading.Barrier(60), []

    def learn(number):
        start.wait()
        source = f"127.0.1.{number + 1}" if sys.platform == "linux" else "127.0.0.1"
        statuses.append(running.join(secret(number), source=source)[0])
        for i in range(3):
            answer = running.answer(secret(number), verdict(i), source=source)
            statuses.append(answer[0])

    threads = [threading.Thread(target=learn, args=(number,)) for number in range(60)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [200] * 240
    assert running.ask("SELECT count(*), count(DISTINCT learner) FROM verdict") == [(180, 60)]
    assert exercise(shown(running), "average")["stuck"] == 60


def test_two_classes_at_once_see_nothing_of_each_other(tmp_path):
    running = Running(tmp_path, names=("monday", "tuesday"))
    try:
        assert running.classes[0].code != running.classes[1].code
        running.join(secret(1), which=0)
        running.join(secret(2), which=1)
        running.answer(secret(1), verdict(1))
        running.answer(secret(2), verdict(1))
        running.answer(secret(2), *(verdict(n, "neuron", hint="neuron-1") for n in (2, 3)))
        running.post("wave", {"learner": secret(2), "up": True})
        monday, tuesday = (shown(running, key=one.key) for one in running.classes)
        assert (monday["lesson"], monday["learners"], monday["waves"]) == ("00", 1, [])
        average = exercise(monday, "average")
        assert (average["trying"], average["hints"][0]["learners"]) == (1, 1)
        assert (tuesday["lesson"], tuesday["learners"]) == ("01", 1)
        # A learner of one class can't be moved to another, nor a hand settled from there.
        assert running.join(secret(1), which=1)[0] == 403
        hand = tuesday["waves"][0]["learner"]
        shown(running, {"settle": hand}, key=running.classes[0].key)
        assert len(shown(running, key=running.classes[1].key)["waves"]) == 1
        shown(running, {"settle": hand}, key=running.classes[1].key)
        assert shown(running, key=running.classes[1].key)["waves"] == []
    finally:
        running.stop()


def test_lesson_by_hand_and_automatically(running):
    running.join(secret(1))
    running.answer(secret(1), verdict(1, "neuron", hint="neuron-1"))
    board = shown(running)
    assert (board["lesson"], board["automatic"]) == ("01", True)
    board = shown(running, {"lesson": "00"})
    assert (board["lesson"], board["automatic"]) == ("00", False)
    for odd in ("99", 7, None, ["00"]):
        assert watch(running, lambda told: "board" in told, {"lesson": odd})["board"]["automatic"]


def test_names_are_shown_only_where_the_teacher_asks(running):
    running.join(secret(1), name="quiet otter 42")
    running.answer(secret(1), verdict(1), verdict(2), verdict(3))
    running.post("wave", {"learner": secret(1), "up": True})
    assert "otter" not in json.dumps(shown(running))
    board = shown(running, {"names": True})
    assert exercise(board, "average")["who"] == ["quiet otter 42"]
    assert board["waves"][0]["name"] == "quiet otter 42"


def test_a_hand_up_down_and_settled(running):
    running.join(secret(1))
    assert running.post("wave", {"learner": secret(1), "up": True})[0] == 200
    assert len(shown(running)["waves"]) == 1
    running.post("wave", {"learner": secret(1), "up": False})
    assert shown(running)["waves"] == []


def test_an_exercise_that_this_edition_does_not_have_is_passed_over(running):
    running.join(secret(1))
    answer = running.answer(secret(1), verdict(1, "of_another_edition"), verdict(2))
    assert answer == (200, {"taken": 2, "new": 1})


def test_a_full_class_and_a_full_learner(running, monkeypatch):
    monkeypatch.setattr(stores, "LEARNERS", 1)
    monkeypatch.setattr(stores, "VERDICTS", 3)
    assert running.join(secret(1))[0] == 200
    assert running.join(secret(2))[0] == 503
    assert running.join(secret(1))[0] == 200
    assert running.answer(secret(1), *map(verdict, range(3)))[0] == 200
    assert running.answer(secret(1), verdict(3))[0] == 503
    assert running.answer(secret(1), verdict(2))[1]["new"] == 0
    assert running.ask("SELECT count(*) FROM verdict") == [(3,)]


def test_a_full_disk_is_told_as_not_now(running, monkeypatch):
    running.join(secret(1))

    def full(*_):
        raise stores.sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(stores.Store, "keep", full)
        assert running.answer(secret(1), verdict(1))[0] == 503
    assert running.answer(secret(1), verdict(1))[1]["new"] == 1


def test_deleted_while_it_runs(running):
    running.join(secret(1))
    running.answer(secret(1), verdict(1))
    store = stores.Store(running.folder)
    store.delete_all()
    store.close()
    assert running.answer(secret(1), verdict(2))[0] == 403
    assert watch(running, lambda told: False) == 4403
    files = [path.read_bytes() for path in Path(running.folder).iterdir()]
    assert not any(b"quiet otter" in content for content in files)


def test_the_page_comes_without_secrets_and_loads_nothing_from_elsewhere(running):
    for path in ("", "board.js", "board.css"):
        with urllib.request.urlopen(f"http://{running.address}/{path}", timeout=10) as answer:
            text = answer.read().decode()
            policy = answer.headers["Content-Security-Policy"]
        assert running.classes[0].key not in text and running.code not in text
        assert "https://" not in text and "http://" not in text
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "Set-Cookie" not in answer.headers


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_the_folder_is_the_teachers_alone(running):
    assert Path(running.folder).stat().st_mode & 0o077 == 0
