"""Whatever an answer does, the notebook stays as it was; by a child process and by a thread."""

import contextlib
import gc
import os
import random
import signal
import threading
import time
import warnings
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pytest
import torch

from course_utils.checks import running
from course_utils.checks.exercise import FunctionExercise, ValueExercise

double = FunctionExercise(
    name="double",
    solution="""
def double(x):
    return 2 * x
""",
    cases=lambda: [(np.array([1.0, -2.0, 3.0]),), (np.array([0.5]),)],
    passed="Yes.",
    edits={"2 * x": {"x": "The factor is missing.", "x**2": "That is the square."}},
)
WAYS = [True, False] if running.FORK else [False]
needs_fork = pytest.mark.skipif(not running.FORK, reason="a child process needs fork")


@pytest.fixture(params=WAYS, ids=lambda fork: "child" if fork else "thread")
def verdict(request, capfd, monkeypatch):
    """The verdict on an answer as printed; nothing else may reach the screen."""
    monkeypatch.setattr(running, "FORK", request.param)
    monkeypatch.setattr(running, "SECONDS", 1)

    def check(answer, by=double):
        by(answer)
        said = capfd.readouterr()
        assert said.err == ""
        return said.out

    return check


@pytest.fixture
def in_a_child(monkeypatch):
    monkeypatch.setattr(running, "SECONDS", 0.5)


# --- it ends -------------------------------------------------------------------------------


@needs_fork
@pytest.mark.parametrize(
    "forever",
    [
        lambda x: sum(iter(int, 1)),
        lambda x: 7**10**8,
        lambda x: time.sleep(3600),
        lambda x: [x for _ in iter(int, 1)],
        lambda x: signal.pause(),
        lambda x: threading.Event().wait(),
    ],
    ids=["C loop", "huge power", "sleep", "list without end", "pause", "lock"],
)
@pytest.mark.usefixtures("in_a_child")
def test_a_child_process_really_ends(forever, capsys):
    begin = time.monotonic()
    double(forever)
    said = capsys.readouterr().out
    assert "did not finish within 0.5 seconds" in said or "MemoryError" in said
    assert "your notebook is fine" in said or "MemoryError" in said
    assert time.monotonic() - begin < 5
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)  # no process is left over


@needs_fork
@pytest.mark.usefixtures("in_a_child")
def test_what_an_answer_started_ends_with_it(tmp_path, capsys):
    def answer(x):
        if os.fork() == 0:
            time.sleep(1)
            (tmp_path / "alive").touch()
            os._exit(0)
        while True:
            pass

    double(answer)
    time.sleep(1.2)
    assert not (tmp_path / "alive").exists()


def test_a_thread_that_can_not_be_stopped_is_told_truly(capsys, monkeypatch):
    monkeypatch.setattr(running, "FORK", False)
    monkeypatch.setattr(running, "SECONDS", 0.2)
    double(lambda x: time.sleep(4))
    said = capsys.readouterr().out
    assert "could not be stopped" in said
    assert "Kernel > Restart" in said
    assert "notebook is fine" not in said


@pytest.mark.parametrize("fork", WAYS)
def test_an_interrupt_ends_the_answer_too(fork, monkeypatch, capsys):
    monkeypatch.setattr(running, "FORK", fork)
    turns = [0]

    def answer(x):
        while True:
            turns[0] += 1

    gc.disable()  # an interrupt that falls into a callback of the collector is lost
    try:
        threading.Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
        with pytest.raises(KeyboardInterrupt):
            double(answer)
    finally:
        gc.enable()
    before = turns[0]
    time.sleep(0.3)
    assert turns[0] == before
    double(lambda x: 2 * x)
    assert "✓ double: right. Yes." in capsys.readouterr().out


@needs_fork
@pytest.mark.parametrize("end", [lambda x: os._exit(3), lambda x: os.kill(os.getpid(), 9)])
def test_an_answer_that_ends_its_process(end, capsys):
    double(end)
    assert "It ended the whole process" in capsys.readouterr().out


@needs_fork
def test_memory_is_bounded(capsys, monkeypatch):
    monkeypatch.setattr(running, "MEMORY", 2**28)
    double(lambda x: np.ones(2**27))  # a gibibyte
    assert "MemoryError" in capsys.readouterr().out


@needs_fork
def test_autograd_and_optimisers_work_in_a_child_process(capsys):
    def answer(x):
        w = torch.ones(1, dtype=torch.float64, requires_grad=True)
        adam = torch.optim.Adam([w], lr=0.1)
        for _ in range(200):
            adam.zero_grad()
            ((w * torch.from_numpy(x) - 2 * torch.from_numpy(x)) ** 2).sum().backward()
            adam.step()
        return w.round(decimals=2).item() * x

    # The notebook has used both before: else each child loads what the first optimiser needs.
    weights = torch.ones(3, requires_grad=True)
    weights.sum().backward()
    torch.optim.Adam([weights]).step()
    double(answer)
    assert capsys.readouterr().out.startswith("✓")


# --- it leaves no trace --------------------------------------------------------------------


def _state():
    """What an answer could have changed around it."""
    return {
        "folder": Path.cwd(),
        "environment": dict(os.environ),
        "NumPy's errors": np.geterr(),
        "NumPy's printing": np.get_printoptions(),
        "NumPy's random state": np.random.get_state()[1].tolist(),
        "Python's random state": random.getstate(),
        "PyTorch's random state": torch.get_rng_state().tolist(),
        "PyTorch's numbers": torch.get_default_dtype(),
        "gradients": torch.is_grad_enabled(),
        "figures": plt.get_fignums(),
        "warnings": list(warnings.filters),
        "np.sum": np.sum,
        "torch.sum": torch.sum,
        "print": print,
    }


def _patch(name, module, value):
    def change():
        setattr(module, name, value)

    return change


CHANGES = [
    lambda: os.chdir("/"),
    lambda: os.environ.update(OMP_NUM_THREADS="77", NEW="1"),
    lambda: os.environ.pop("PATH", None),
    lambda: np.seterr(all="raise"),
    lambda: np.set_printoptions(precision=1),
    lambda: np.random.seed(0),
    lambda: np.random.rand(),
    lambda: random.seed(0),
    lambda: torch.manual_seed(0),
    lambda: torch.set_default_dtype(torch.float64),
    lambda: torch.set_grad_enabled(False),
    lambda: plt.figure(),
    lambda: warnings.simplefilter("error"),
    _patch("sum", np, max),
    _patch("sum", torch, max),
    _patch("print", __import__("builtins"), lambda *_: None),
]


@pytest.mark.parametrize("change", CHANGES)
def test_the_notebook_is_as_it_was(verdict, change):
    def answer(x):
        change()
        return 2 * x

    before = _state()
    said = verdict(answer)
    after = _state()
    assert after == before
    assert said.startswith("✓ double: right.")


def test_the_check_itself_draws_nothing(verdict):
    def observe(answer, x):
        torch.manual_seed(1)
        np.random.seed(1)
        return answer(x)

    by = FunctionExercise(
        "double", double.source, double.cases, "Yes.", edits=double.edits, observe=observe
    )
    before = _state()
    assert verdict(lambda x: x, by).startswith("✗ double: The factor is missing.")
    assert _state() == before


def test_threads_that_an_answer_started(verdict):
    def answer(x):
        threading.Thread(target=time.sleep, args=(0.05,)).start()
        return 2 * x

    assert verdict(answer).startswith("✓")
    time.sleep(0.1)
    assert not [t for t in threading.enumerate() if "Thread-" in t.name and not t.daemon]


def test_a_patched_comparison_lets_nothing_pass(verdict, monkeypatch):
    for name in ("allclose", "isclose", "array_equal", "abs", "all", "max", "asarray"):
        monkeypatch.setattr(np, name, lambda *_, **__: True)
    assert verdict(lambda x: x).startswith("✗")


def test_warnings_and_errors_printed_stay_out_of_sight(verdict):
    def answer(x):
        warnings.warn("mine", stacklevel=1)
        os.write(2, b"loud\n") if running.FORK else None
        return np.log(x * 0)

    assert "RuntimeWarning" not in verdict(answer)


# --- it can be read ------------------------------------------------------------------------


def _holding_itself():
    holder = []
    holder.append(holder)
    return holder


@pytest.mark.parametrize(
    "value, words",
    [
        (_holding_itself, "got a list that holds itself"),
        (lambda: torch.ones(3).to_sparse(), "sparse"),
        (lambda: torch.ones(3, dtype=torch.bfloat16), "got [1., 1., 1.]"),
        (lambda: np.array([object(), None]), "Expected an array of shape (3,), got"),
        (lambda: (n for n in (1, 2)), "a generator, not a list"),
        (lambda: lambda: 3, "a function"),
        (lambda: {1, 2}, "the set {1, 2}"),
        (lambda: 10**400, "The shape should be (3,), but it is () (one number): axis 0"),
        (lambda: np.array(["2", "-4", "6"]), "('2', '-4', '6')"),
        (lambda: [[1.0], [2.0, 3.0]], "Expected an array of shape (3,), got"),
    ],
)
def test_values_of_all_kinds_are_described(verdict, value, words):
    said = verdict(lambda x: value())
    assert said.startswith("✗ double: ")
    assert words in said
    assert "could not be read" not in said


class Hostile:
    """An object whose every look at it fails."""

    def _no(self, *_):
        raise RuntimeError("no")

    __eq__ = __bool__ = __repr__ = __str__ = __len__ = __iter__ = __array__ = _no
    __hash__ = None


def test_hostile_objects(verdict):
    half = ValueExercise("half", 0.5, "Yes.", mistakes={"Below 0.": lambda v: v < 0})
    assert verdict(lambda x: Hostile()).startswith("✗ double: ")
    assert verdict(Hostile(), half).startswith("✗ half: ")


def test_an_error_that_can_not_be_shown(verdict):
    class Wordless(Exception):
        def __str__(self):
            raise ValueError

    def answer(x):
        raise Wordless

    assert "It raises Wordless" in verdict(answer)


@needs_fork
def test_answers_leave_no_open_files(capsys):
    def opened():
        return len(list(Path("/proc/self/fd").iterdir()))

    double(lambda x: x)
    before = opened()
    for _ in range(5):
        double(lambda x: 1 / 0)
        with contextlib.suppress(SystemExit):
            double(lambda x: exit())
    assert opened() == before
