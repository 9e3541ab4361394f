"""How an exercise is checked: run the learner's answer beside the right one and beside known
mistakes, and say which of them it behaves like.

A check answers in one printed verdict, whatever the answer does: raise, return nothing, print
without end, change its arguments or never stop. It never raises itself, so Run All goes on.
"""

import contextlib
import copy
import ctypes
import dis
import functools
import io
import sys
import threading
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import torch

SECONDS = 10  # for all cases of one answer together
PRINTED = 400  # characters shown of what an answer prints


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that learners give, and the hint that names it.

    answer: for a function exercise a function, wrong in one way; for a value exercise the wrong
    value, or a function from the learner's value to True where it makes this mistake.
    """

    hint: str
    answer: Any


@dataclass(frozen=True)
class FunctionExercise:
    """The check of a function that the learner writes.

    solution: the right function. cases: a function returning a list of argument tuples, made anew
    at each check. observe: what is compared, observe(answer, *arguments), if it is not simply the
    returned value; it may return a dict, whose keys then name the parts in messages.
    passed: one sentence that adds something to a right answer. tolerance: relative and absolute.
    """

    name: str
    solution: Callable
    cases: Callable[[], list[tuple]]
    passed: str
    mistakes: Sequence[Mistake] = ()
    observe: Callable | None = None
    tolerance: float = 1e-5
    may_change_arguments: bool = False

    def __call__(self, answer):
        """Print the verdict on the learner's function."""
        _print_verdict(self.name, functools.partial(self._judge, answer))

    def _judge(self, answer):
        if answer is ...:
            return _NOT_ATTEMPTED
        if not callable(answer):
            return f"{self.name} must be a function, but it is {_describe(answer)}."
        placeholder = _has_placeholder(answer)
        cases = self.cases()
        wanted = [self._run(self.solution, case) for case in cases]
        got, printed = _with_deadline(lambda: [self._run(answer, case) for case in cases])
        if got is _STILL_RUNNING:
            verdict = (
                f"it did not finish within {SECONDS} seconds: probably a loop that never ends. "
                "It was stopped and your notebook is fine. Look at what ends the loop."
            )
        elif all(_same(g, w, self.tolerance) for g, w in zip(got, wanted, strict=True)):
            return _Passed(self.passed)
        elif placeholder:
            return _NOT_ATTEMPTED
        else:
            verdict = self._recognise(cases, got) or self._explain(cases, got, wanted)
        return verdict + printed

    def _run(self, answer, case):
        """What one call does: a value, or what went wrong with it."""
        arguments = copy.deepcopy(case)
        observe = self.observe or (lambda answer, *arguments: answer(*arguments))
        try:
            value = observe(answer, *arguments)
        except _Stop:
            raise
        except BaseException as error:  # also exit(), which would end the kernel
            return _Raised(error)
        if not self.may_change_arguments and not _same(arguments, case, 0.0):
            return _ChangedArguments()
        # The answer may keep and change what it returned: judge what it was at this moment.
        return _plain(value)

    def _recognise(self, cases, got):
        for mistake in self.mistakes:
            pairs = list(zip(got, (self._run(mistake.answer, c) for c in cases), strict=True))
            alike = [_same(g, t, self.tolerance) for g, t in pairs]
            # One mistake, spelt in two ways, may raise two messages: then one value must agree.
            if any(alike) and all(
                same or _both_raise(g, t) for same, (g, t) in zip(alike, pairs, strict=True)
            ):
                return mistake.hint
        return None

    def _explain(self, cases, got, wanted):
        for case, g, w in zip(cases, got, wanted, strict=True):
            if not _same(g, w, self.tolerance):
                return f"{_difference(g, w, self.tolerance)} (called with {_describe_call(case)})"
        raise AssertionError("no case differs")


@dataclass(frozen=True)
class ValueExercise:
    """The check of a value that the learner predicts or computes."""

    name: str
    solution: Any
    passed: str
    mistakes: Sequence[Mistake] = ()
    tolerance: float = 1e-3

    def __call__(self, answer):
        """Print the verdict on the learner's value."""
        _print_verdict(self.name, functools.partial(self._judge, answer))

    def _judge(self, answer):
        if _contains_ellipsis(answer):
            return _NOT_ATTEMPTED
        if callable(answer) and not isinstance(answer, (torch.Tensor, type)):
            return f"{self.name} must be a value, but it is a function: call it."
        got, solution = _plain(answer), _plain(self.solution)
        if isinstance(solution, tuple) and isinstance(got, np.ndarray) and got.ndim:
            got = tuple(got)  # a row of numbers is as good as a list of them
        if _same(got, solution, self.tolerance):
            return _Passed(self.passed)
        for mistake in self.mistakes:
            if callable(mistake.answer):
                with contextlib.suppress(Exception):  # a predicate meets values of every type
                    if mistake.answer(answer):
                        return mistake.hint
            elif _same(got, _plain(mistake.answer), self.tolerance):
                return mistake.hint
        if _kind(got) != _kind(solution):  # the solution itself stays a secret
            return f"expected {_kind(solution)}, but it is {_describe(got)}."
        return "not that. Open the hint above, or work a smaller case by hand first."


class _Passed(str):
    pass


_NOT_ATTEMPTED = object()
_STILL_RUNNING = object()


def _print_verdict(name, judge):
    try:
        verdict = judge()
    except Exception as error:
        # An answer that breaks the comparison itself is still only a wrong answer.
        verdict = f"this answer could not be read ({type(error).__name__}: {error})."
    if verdict is _NOT_ATTEMPTED:
        print(f"○ {name}: not attempted. Replace every `...` above, run that cell, then this one.")
    elif isinstance(verdict, _Passed):
        print(f"✓ {name}: right. {verdict}")
    else:
        print(f"✗ {name}: {verdict}")


# --- running an answer safely ---------------------------------------------------------------


class _Stop(BaseException):
    """Raised inside an answer that runs too long; no `except Exception` of its own catches it.

    A bare `except:` does. It makes an instance first, in the answer's thread, and this has each
    function at work there raise again at its next line, which is inside or behind the `except:`.
    """

    def __init__(self):
        super().__init__()
        sys.settrace(lambda *_: None)  # without it the traces of single frames are ignored
        frame = sys._getframe(1)
        while frame.f_code.co_filename != __file__:  # the rest of the stack is ours
            frame.f_trace = _stop_again
            frame = frame.f_back


def _stop_again(frame, event, _):
    if event == "line":
        raise _Stop
    return _stop_again


class _FirstCharacters(io.TextIOBase):
    """Keeps the start of what is written, so that an endless print fills no memory."""

    def __init__(self):
        self.text = ""
        self.length = 0

    def write(self, text):
        self.length += len(text)
        if len(self.text) < PRINTED:
            self.text += text[: PRINTED - len(self.text)]
        return len(text)


def _with_deadline(work):
    """The result of work() and a sentence on what it printed; _STILL_RUNNING if it was stopped.

    A thread, since signals do not work on Windows nor a second process with functions that were
    typed into a notebook.
    """
    result, output = [], _FirstCharacters()

    def target():
        with contextlib.suppress(_Stop):
            result.append(work())

    thread = threading.Thread(target=target, daemon=True)
    with contextlib.redirect_stdout(output):
        thread.start()
        try:
            thread.join(SECONDS)
        finally:
            for _ in range(20):  # an `except:` around others may swallow the first ones
                if not thread.is_alive():
                    break
                ctypes.pythonapi.PyThreadState_SetAsyncExc(
                    ctypes.c_ulong(thread.ident), ctypes.py_object(_Stop)
                )
                thread.join(0.1)
    printed = ""
    if output.length:
        more = " ..." if output.length > PRINTED else ""
        printed = f"\n  It printed: {output.text.rstrip()}{more}"
    return (result[0] if result else _STILL_RUNNING), printed


def attempt(work):
    """(work(), None), or (None, what went wrong): an error, exit(), or no end within SECONDS.

    For an answer that the lesson goes on to use: Run All must not stop there.
    """

    def outcome():
        try:
            return work(), None
        except _Stop:
            raise
        except BaseException as error:
            return None, _describe_error(error)

    result, _ = _with_deadline(outcome)
    if result is _STILL_RUNNING:
        return None, f"it did not finish within {SECONDS} seconds"
    return result


def _has_placeholder(function):
    """Whether a `...` that the stub left to fill in is still in the function."""
    code = getattr(function, "__code__", None)
    if code is None:
        return False
    steps = list(dis.get_instructions(code))
    for step, following in zip(steps, steps[1:] + steps[-1:], strict=True):
        # `x = ...` and `return ...`, but not an index such as a[..., 0] or a[...] = 1.
        if step.argval is not Ellipsis or following.opname == "STORE_SUBSCR":
            continue
        if step.opname == "RETURN_CONST" or following.opname.startswith(("STORE_", "RETURN_")):
            return True
    return False


# --- comparing ------------------------------------------------------------------------------


class _Raised:
    def __init__(self, error):
        self.error = error


class _ChangedArguments:
    pass


def _plain(value):
    """The value as numbers, arrays, tuples and dicts: what PyTorch, NumPy and Python share."""
    if isinstance(value, torch.Tensor):
        return value.detach().cpu().numpy().copy()
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, (list, tuple)):
        return tuple(_plain(v) for v in value)
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, (Fraction, Decimal)):
        return float(value)
    return value


def _is_number(value):
    return isinstance(value, (bool, int, float, complex, np.number, np.bool_, np.ndarray))


def _both_raise(a, b):
    return isinstance(a, _Raised) and isinstance(b, _Raised) and type(a.error) is type(b.error)


def _same(a, b, tolerance):
    if isinstance(a, _Raised) or isinstance(b, _Raised):
        return type(a) is type(b) and repr(a.error) == repr(b.error)
    if isinstance(a, _ChangedArguments) or isinstance(b, _ChangedArguments):
        return type(a) is type(b)
    if isinstance(a, (tuple, list)) and isinstance(b, (tuple, list)):
        return len(a) == len(b) and all(_same(x, y, tolerance) for x, y in zip(a, b, strict=True))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(_same(a[k], b[k], tolerance) for k in a)
    if isinstance(a, torch.Tensor) and isinstance(b, torch.Tensor):
        return _same(_plain(a), _plain(b), tolerance)
    if isinstance(a, torch.nn.Module) and isinstance(b, torch.nn.Module):
        return _same(dict(a.state_dict()), dict(b.state_dict()), tolerance)
    if _is_number(a) and _is_number(b):
        a, b = np.asarray(a), np.asarray(b)
        if a.shape != b.shape or (a.dtype == bool) != (b.dtype == bool):
            return False
        return np.allclose(a, b, rtol=tolerance, atol=tolerance, equal_nan=True)
    if isinstance(a, (str, bytes, type(None))) and isinstance(b, (str, bytes, type(None))):
        return a == b
    # Anything else (a loader, a generator) has no value to compare: only being the same type.
    return type(a) is type(b) and not (_is_number(a) or isinstance(a, (tuple, list, dict)))


def _contains_ellipsis(value):
    if isinstance(value, (tuple, list)):
        return any(_contains_ellipsis(v) for v in value)
    return value is ...


# --- explaining -----------------------------------------------------------------------------


def _difference(got, wanted, tolerance):
    """One sentence on how the answer's value differs from the right one."""
    if isinstance(got, _Raised):
        return _describe_error(got.error)
    if isinstance(got, _ChangedArguments):
        return (
            "it changes its arguments: whoever calls it finds other numbers afterwards. "
            "Compute new values (x = x - 1) instead of writing into the old (x -= 1, x[0] = ...)"
        )
    if got is None:
        return "it returns None. Is the `return` missing, or a print in its place?"
    if isinstance(wanted, dict) and isinstance(got, dict):
        for key in wanted:
            if key not in got:
                return f"{key} is missing in it: its keys should be {', '.join(map(str, wanted))}"
            if not _same(got[key], wanted[key], tolerance):
                return f"{key}: {_difference(got[key], wanted[key], tolerance)}"
    both_sequences = isinstance(wanted, tuple) and isinstance(got, tuple)
    if both_sequences and len(got) == len(wanted):
        for i, (g, w) in enumerate(zip(got, wanted, strict=True)):
            if not _same(g, w, tolerance):
                return f"item {i}: {_difference(g, w, tolerance)}"
    if isinstance(got, tuple) and isinstance(wanted, np.ndarray) and wanted.ndim:
        return f"expected one array of shape {wanted.shape}, got a list or tuple"
    if not (_is_number(got) and _is_number(wanted)):
        return f"expected {_describe(wanted)}, got {_describe(got)}"
    got, wanted = np.asarray(got), np.asarray(wanted)
    if got.shape != wanted.shape:
        return f"the shape should be {wanted.shape}, but it is {got.shape}"
    if got.dtype == bool or wanted.dtype == bool:  # NumPy has no minus and no ratio for these
        return f"expected {_describe(wanted)}, got {_describe(got)}"
    if np.isnan(got).any() and not np.isnan(wanted).any():
        return "it holds NaN (not a number): look for 0/0, log(0) or a square root below zero"
    if wanted.dtype != bool and np.allclose(got, -wanted, rtol=tolerance, atol=tolerance):
        return "right size, wrong sign"
    with np.errstate(all="ignore"):
        ratio = got[wanted != 0] / wanted[wanted != 0]
        constant = ratio.size > 1 and np.allclose(got, ratio.flat[0] * wanted, 1e-4, tolerance)
    if constant and ratio.flat[0] != 0 and not np.isclose(ratio.flat[0], 1, rtol=1e-3):
        return f"every number is {ratio.flat[0]:.4g} times what it should be"
    if wanted.size > 6 or (wanted.ndim and _describe(got) == _describe(wanted)):
        # Too many numbers to show, or alike in the digits shown: name the first that differs.
        apart = ~np.isclose(got, wanted, rtol=tolerance, atol=tolerance, equal_nan=True)
        at = tuple(np.argwhere(apart)[0].tolist())
        place = ", ".join(map(str, at))
        return (
            f"{apart.sum()} of {wanted.size} numbers are off. The first, at [{place}], should be "
            f"{wanted[at]:.6g}, but it is {got[at]:.6g}"
        )
    return f"expected {_describe(wanted)}, got {_describe(got)}"


def _describe_error(error):
    text = f"it raises {type(error).__name__}: {str(error)[:300]}".rstrip(": ")
    if isinstance(error, RecursionError):
        text = "it raises RecursionError: it calls itself without end"
    lines = [
        frame.lineno
        for frame in traceback.extract_tb(error.__traceback__)
        if not frame.filename.startswith(sys.prefix) and "course_utils" not in frame.filename
    ]
    if lines and lines[-1]:
        text += f", in line {lines[-1]} of the cell"
    return text


def _describe(value):
    """A value in a few words: its kind, its shape, and its numbers if they are few."""
    if isinstance(value, torch.Tensor):
        value = _plain(value)
    if isinstance(value, np.ndarray) and value.ndim:
        if value.size <= 6:
            return f"{np.array2string(value, precision=4, separator=', ')}"
        return f"an array of shape {value.shape} starting {_round(value.flat[0])}"
    if isinstance(value, (np.generic, np.ndarray, int, float)):
        return _round(value)
    if isinstance(value, (tuple, list)):
        if len(value) > 4:
            return f"{type(value).__name__} of {len(value)} items"
        return "(" + ", ".join(_describe(v) for v in value) + ")"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {_describe(v)}" for k, v in value.items()) + "}"
    if isinstance(value, str):
        return repr(value if len(value) < 60 else value[:60] + "...")
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    if value is None:
        return "None"
    if callable(value) and not isinstance(value, torch.nn.Module):
        return "a function"
    return f"a {type(value).__name__}"


def _round(number):
    number = np.asarray(number).item()
    return f"{number:.4g}" if isinstance(number, float) else repr(number)


def _kind(value):
    if isinstance(value, (bool, np.bool_)):
        return "True or False"
    if isinstance(value, (tuple, list)):
        return f"{len(value)} values in brackets"
    if _is_number(value):
        return f"an array of shape {np.shape(value)}" if np.ndim(value) else "a number"
    return f"a {type(value).__name__}"


def _describe_call(case):
    return ", ".join(
        f"shape {a.shape}" if isinstance(a, np.ndarray) and a.ndim and a.size > 6 else _describe(a)
        for a in map(_plain, case)
    )
