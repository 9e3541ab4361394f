"""What the page shows, with a clock that the test sets; the words; the CSV; the command."""

import csv
import io
import re
import subprocess
import sys

import psutil
import pytest
from boards import WORDS, exercise, secret, verdict
from lessons import CHECKOUT, LESSONS, exercises, read

from course_utils.board import __main__ as command
from course_utils.board.export import COLUMNS, as_csv, harmless
from course_utils.board.store import Class as Kept
from course_utils.board.store import Store
from course_utils.board.summary import summary
from course_utils.board.words import KINDS, UNKNOWN, Words, of_the_course


class Class:
    """A class of its own clock."""

    def __init__(self, folder, learners=3):
        self.time = 1000.0
        self.store = Store(folder, clock=lambda: self.time)
        self.id = self.store.open_class("class").id
        self.learners = [self.store.join(self.id, secret(n), f"l {n}") for n in range(learners)]
        self.count = 0

    def answer(self, learner, name="average", **more):
        self.count += 1
        self.store.keep(self.learners[learner], [verdict(self.count, name, **more)])

    def state(self, name="average"):
        entry = exercise(self.show(), name)
        return tuple(entry[state] for state in ("right", "trying", "stuck"))

    def show(self, **how):
        return summary(self.store, WORDS, self.id, **how)


@pytest.fixture
def lesson(tmp_path):
    one = Class(tmp_path)
    yield one
    one.store.close()


def test_three_wrong_answers_are_stuck_until_the_right_one(lesson):
    for states in ((0, 1, 0), (0, 1, 0), (0, 0, 1)):
        lesson.answer(0)
        assert lesson.state() == states
    lesson.answer(0, right=True)
    assert lesson.state() == (1, 0, 0)
    lesson.answer(0)  # right once stays right
    assert lesson.state() == (1, 0, 0)


@pytest.mark.parametrize("seconds, states", [(299, (0, 1, 0)), (300, (0, 0, 1))])
def test_five_minutes_are_stuck_by_the_boards_clock(lesson, seconds, states):
    lesson.answer(0)
    lesson.time += seconds
    assert lesson.state() == states


def test_the_minutes_end_where_somebody_goes_on(lesson):
    lesson.answer(0)
    lesson.time += 60
    lesson.answer(0, "shape")
    lesson.time += 200
    assert (lesson.state("average"), lesson.state("shape")) == ((0, 1, 0), (0, 1, 0))
    lesson.time += 200
    assert (lesson.state("average"), lesson.state("shape")) == ((0, 1, 0), (0, 0, 1))


def test_late_verdicts_are_put_where_they_belong(lesson):
    lesson.time += 1000
    lesson.answer(0, ago=300, seconds=0)
    assert lesson.state() == (0, 0, 1)
    lesson.answer(1, ago=10, seconds=289)
    assert lesson.state() == (0, 1, 1)
    lesson.time += 1
    assert lesson.state() == (0, 0, 2)


def test_durations_that_can_not_be_are_put_between_joining_and_now(lesson):
    lesson.time += 100
    lesson.answer(0, ago=86400, seconds=86400)
    assert lesson.store.query("SELECT begun, at FROM verdict") == [(1000.0, 1000.0)]


def test_hints_are_counted_per_learner_and_mixes_taken_apart(lesson):
    for learner in (0, 0, 1):
        lesson.answer(learner, hint="average-1+average-2")
    lesson.answer(1, right=True)
    lesson.answer(2, hint="average-2")
    assert exercise(lesson.show(), "average")["hints"] == [
        {"text": "The sum is missing.", "learners": 3, "now": 2},
        {"text": "Only b is halved.", "learners": 2, "now": 1},
    ]


def test_a_known_mistake_stands_before_vague_words(lesson):
    for hint in ("raises", "value", "of_another_edition", "average-1"):
        lesson.answer(0, hint=hint)
    texts = [hint["text"] for hint in exercise(lesson.show(), "average")["hints"]]
    assert len(texts) == 3 and texts[0] == "Only b is halved."


def test_the_lesson_in_progress(lesson):
    assert lesson.show()["lesson"] == "00"
    lesson.answer(0, "neuron")
    assert lesson.show()["lesson"] == "01"
    for _ in range(2):
        lesson.answer(1)
    assert lesson.show()["lesson"] == "00"
    lesson.time += 14 * 60
    lesson.answer(0, "neuron")
    lesson.time += 2 * 60
    assert lesson.show()["lesson"] == "01"  # what is older than 15 minutes counts no more
    lesson.time += 10_000
    assert lesson.show()["lesson"] == "01"  # after a break: where the last answer was


def test_hands_in_their_order(lesson):
    lesson.store.wave(lesson.learners[1], "average")
    lesson.time += 125
    lesson.store.wave(lesson.learners[0], None)
    lesson.store.wave(lesson.learners[1], "shape")  # already up: keeps its place
    waves = lesson.show()["waves"]
    assert [wave["minutes"] for wave in waves] == [2, 0]
    assert [wave["exercise"] for wave in waves] == ["00.1 · The average", None]
    assert [wave["name"] for wave in waves] == [None, None]


# --- words


def test_every_exercise_of_the_course_has_its_title():
    words = of_the_course()
    for path in LESSONS:
        names = list(exercises(read(path)))
        if names:
            lesson = words.lessons[path.stem[:2]]
            assert list(lesson.exercises) == names
            for i, name in enumerate(names, 1):
                assert words.title(name).startswith(f"{lesson.number}.{i} · ")


def test_every_hint_of_the_course_has_its_words():
    from course_utils.checks.catalogue import catalogue, hints

    words = of_the_course()
    for found in catalogue().values():
        for one in found:
            for name, text in hints(one).items():
                assert words.hint(name) == text
    assert words.hint("nonsense") == UNKNOWN


def test_every_short_name_of_a_check_has_words():
    """Read from the programs: what stands as a kind in wrong(), Unfinished() and difference()."""
    folder = CHECKOUT / "course_utils" / "checks"
    kinds = set()
    for path in folder.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        kinds |= set(re.findall(r'\.wrong\((?:[^()]|\([^()]*\))*, "([a-z-]+)"\)', text))
        kinds |= set(re.findall(r'Unfinished\(\s*"([a-z-]+)"', text))
        kinds |= set(re.findall(r'hint="([a-z-]+)"', text)) if path.name == "base.py" else set()
        if path.name in ("explaining.py", "functions.py"):
            kinds |= set(re.findall(r'return "([a-z-]+)", ', text))
    assert {"form", "no-function", "never-ends", "raises", "shapes", "value"} <= kinds
    assert kinds <= set(KINDS), f"the board needs words for {kinds - set(KINDS)}"


# --- CSV


def test_csv_holds_every_verdict_and_names_only_if_asked(lesson):
    lesson.answer(0, hint="average-1+average-2")
    lesson.time += 60
    lesson.answer(1, right=True, seconds=30)
    rows = list(csv.reader(io.StringIO(as_csv(lesson.store, WORDS, lesson.id))))
    assert rows[0] == COLUMNS and len(rows) == 3
    first = dict(zip(COLUMNS, rows[1], strict=True))
    assert first["in words"] == "Only b is halved. The sum is missing."
    assert (first["learner"], first["right"], first["title"]) == ("1", "no", "00.1 · The average")
    assert dict(zip(COLUMNS, rows[2], strict=True))["seconds"] == "30"
    assert "l 0" not in str(rows)
    rows = list(csv.reader(io.StringIO(as_csv(lesson.store, WORDS, lesson.id, names=True))))
    assert [row[-1] for row in rows] == ["name", "l 0", "l 1"]


@pytest.mark.parametrize(
    "name", ["=1+1", "+1", "-1", "@SUM(A1)", "|calc", "%0", " =1", "\t=1", "＝1", '=HYPERLINK("x")']
)
def test_a_cell_is_never_a_formula(tmp_path, name):
    assert harmless(name) == f"'{name}"
    one = Class(tmp_path, learners=0)
    one.learners = [one.store.join(one.id, secret(1), name)]
    one.answer(0)
    rows = list(csv.reader(io.StringIO(as_csv(one.store, WORDS, one.id, names=True))))
    assert rows[1][-1] == f"'{name}"
    one.store.close()
    assert harmless("quiet otter 42") == "quiet otter 42" and harmless(-3) == -3


# --- the command


def run(capsys, *arguments):
    code = command.main(list(map(str, arguments)))
    return code, capsys.readouterr().out


def filled(folder):
    one = Class(folder)
    one.answer(0)
    one.store.close()


def test_delete_leaves_nothing(tmp_path, capsys):
    filled(tmp_path)
    code, said = run(capsys, "--data", tmp_path, "--delete")
    assert code == 1 and "Nothing was deleted" in said
    code, said = run(capsys, "--data", tmp_path, "--delete", "--yes")
    assert code == 0 and "All is deleted" in said
    store = Store(tmp_path)
    for table in ("class", "learner", "verdict", "wave"):
        assert store.query(f"SELECT count(*) FROM {table}") == [(0,)]
    store.close()
    for path in tmp_path.iterdir():
        assert b"average" not in path.read_bytes() or b"average-1" not in path.read_bytes()


def test_export(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(command, "of_the_course", lambda: WORDS)
    filled(tmp_path)
    target = tmp_path / "class.csv"
    code, said = run(capsys, "--data", tmp_path, "--class", "class", "--export", target)
    assert (code, said) == (0, f"1 verdicts written to {target}\n")
    assert len(list(csv.reader(io.StringIO(target.read_text(encoding="utf-8-sig"))))) == 2
    code, said = run(capsys, "--data", tmp_path, "--class", "none", "--export", target)
    assert code == 1 and "There are: class" in said


def test_a_damaged_file_and_a_folder_that_is_none_are_said_in_one_line(tmp_path, capsys):
    (tmp_path / "board.sqlite3").write_bytes(b"no database" * 100)
    for place in (tmp_path, tmp_path / "board.sqlite3"):
        code, said = run(capsys, "--data", place, "--delete", "--yes")
        assert code == 1 and said.startswith("The board can't work") and said.count("\n") == 1


@pytest.mark.parametrize(
    "host, says, says_not",
    [
        ("127.0.0.1", ["this computer only", "127.0.0.1:8765/#K"], ["phone"]),
        ("", ["listens on the network", "phone", "10.0.0.5:8765", "127.0.0.1:8765/#K"], []),
        ("10.0.0.7", ["listens on the network", "10.0.0.7:8765/#K"], ["127.0.0.1"]),
        ("::1", ["this computer only", "[::1]:8765/#K"], []),
    ],
)
def test_what_it_says_of_where_it_listens(monkeypatch, tmp_path, host, says, says_not):
    monkeypatch.setattr(command, "network_addresses", lambda: ["10.0.0.5", "10.0.0.6"])
    one = Kept(1, "monday", "ABCDEFGH", "KEY")
    said = command.welcome([one], host, 8765, "/", tmp_path)
    for words in (*says, str(tmp_path), "ABCD-EFGH", "--delete", "progress.join("):
        assert words in said
    for words in says_not:
        assert words not in said


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["--open", "--host", "1.2.3.4"], "give one of them"),
        (["--port", "70000"], "whole number"),
        (["--class", ""], "1 to 60 letters"),
        (["--nonsense"], "unrecognized"),
    ],
)
def test_a_wrong_option_is_answered_in_one_line(capsys, arguments, words):
    with pytest.raises(SystemExit):
        command.read_options(arguments)
    said = capsys.readouterr().err
    assert words in said and said.count("\n") == 1


def test_a_port_that_is_taken(capsys):
    (first,), port = command.listen("127.0.0.1", 0)
    with pytest.raises(OSError, match=f"port {port} can't be listened to"):
        command.listen("127.0.0.1", port)
    first.close()
    taken, port = command.listen("127.0.0.1", None)
    more, other = command.listen("127.0.0.1", None)
    assert port != other and abs(port - command.PORT) < command.MORE_PORTS
    for one in (*taken, *more):
        one.close()


def test_the_command_listens_on_this_computer_only(tmp_path):
    """As a teacher starts it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "course_utils.board", "--port", "0", "--data", str(tmp_path)],
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    said = ""
    try:
        for line in process.stdout:
            said += line
            if "Control-C" in line:
                break
        sockets = psutil.Process(process.pid).net_connections()
        assert {s.laddr.ip for s in sockets if s.status == psutil.CONN_LISTEN} == {"127.0.0.1"}
        assert re.search(r"http://127.0.0.1:\d+/#\w{16}", said)
        assert "this computer only" in said
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def test_words_of_an_empty_course_are_no_crash():
    assert Words([], {}).title("average") is None
