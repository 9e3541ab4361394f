"""How an exercise is checked: run the learner's answer beside the right one and beside known
mistakes, and say which of them it behaves like.

A check answers in one printed verdict, whatever the answer does: raise, return nothing, print
without end, change what is around it or never stop. It never raises itself, so Run All goes on.
"""

import ast
import contextlib
import copy
import dataclasses
import dis
import io
import itertools
import math
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from course_utils.checks import running
from course_utils.checks.comparing import (
    ChangedArguments,
    Opaque,
    both_raise,
    plain,
    same,
    unchanged,
)
from course_utils.checks.errors import raised
from course_utils.checks.explaining import describe, describe_call, difference, kind_of, shapes_of
from course_utils.checks.mistakes import (
    Mistake,
    from_edits,
    hint_id,
    mixes,
    sentence,
    whole_function,
)
from course_utils.checks.state import preserved
from course_utils.checks.verdict import Verdict, announce
from course_utils.plumbing.edits import compiled

# What the texts of solutions and mistakes may use beside their arguments.
NAMES = {"np": np, "math": math, "torch": torch, "F": F, "nn": nn, "itertools": itertools}
MIXING = 1.0  # seconds to look for two or three mistakes at once


class Exercise:
    """What all checks have in common: a name, a sentence for a right answer, mistakes."""

    def __call__(self, answer):
        """Print the verdict on the learner's answer."""
        try:
            with preserved():
                verdict = self.judge(answer)
        except Exception as error:
            # An answer that breaks the comparison itself is still only a wrong answer.
            verdict = self.wrong(f"This answer could not be read ({type(error).__name__}).")
        announce(verdict, answer)

    def right(self):
        """The Verdict on a right answer."""
        return Verdict(self.name, "right", f"right. {self.passed}")

    def wrong(self, text, hint="form"):
        """The Verdict on a wrong answer; hint: an id or a short name."""
        return Verdict(self.name, "wrong", sentence(text, {self.name} | self.code_names()), hint)

    def not_attempted(self):
        """The Verdict on a stub."""
        text = "not attempted. Replace every `...` above, run that cell, then this one."
        return Verdict(self.name, "open", text)

    def code_names(self):
        """Names of the solution, which keep their small letter at the beginning of a sentence."""
        return set()


@dataclass(eq=False)
class FunctionExercise(Exercise):
    """The check of a function that the learner writes.

    solution: the right function as a text, the same as in the lesson. cases: a function returning a
    list of argument tuples, made anew at each check. passed: one sentence that adds something to a
    right answer. edits: {part of the solution: {what learners write instead: hint}}; a part may be
    a tuple of texts, for mistakes in several places at once. mistakes: what is no edit, as {hint:
    answer} or a list of Mistake. They are tried in this order, then mixes of edits. names: {name:
    value} for what the texts use beside NAMES. observe: what is compared, observe(answer,
    *arguments), if it is not simply the returned value; it may return a dict, whose keys then name
    the parts in messages. tolerance: relative, of each number. absolute: see comparing.same.

    After it is made, `mistakes` holds all of them, each with its id.
    """

    name: str
    solution: str | Callable
    cases: Callable[[], list[tuple]]
    passed: str
    mistakes: Mapping[str, Any] | Sequence[Mistake] = ()
    edits: Mapping[str | tuple, Mapping[str | tuple, str]] = field(default_factory=dict)
    names: Mapping[str, Any] = field(default_factory=dict)
    observe: Callable | None = None
    tolerance: float = 1e-5
    absolute: float | None = None
    may_change_arguments: bool = False

    def __post_init__(self):
        self.source, known = None, _as_list(self.mistakes)
        if isinstance(self.solution, str):
            self.source = self.solution.strip("\n")
            self.solution = self.function(self.source)
            signature = self.source[: self.source.index(":\n") + 1]
            known = from_edits(self.source, self.edits) + [
                dataclasses.replace(m, answer=whole_function(m.answer, signature))
                if m.source
                else m
                for m in known
            ]
        self.mistakes = _with_ids(self.name, known)

    def function(self, answer):
        """The function of a solution or mistake, which may be a text."""
        return compiled(answer, NAMES | self.names) if isinstance(answer, str) else answer

    def judge(self, answer):
        """The Verdict on an answer."""
        if answer is ...:
            return self.not_attempted()
        if not callable(answer):
            text = f"{self.name} must be a function, but it is {describe(plain(answer))}."
            return self.wrong(text, "no-function")
        placeholder = _has_placeholder(answer)
        cases = self.cases()
        wanted = self.observations(self.solution, cases)
        got, printed = running.run(lambda: self.observations(answer, cases))
        printed = f"\n  It printed: {printed}" if printed else ""
        if isinstance(got, running.Unfinished):
            return self.wrong(got.text + printed, got.kind)
        if all(map(self._same, got, wanted)):
            return self.right()
        if placeholder:
            return self.not_attempted()
        mistake = self.recognise(cases, got)
        if mistake:
            text = sentence(mistake.hint, self.code_names())
            return self.wrong(text + printed, mistake.id)
        kind, text = self._explain(cases, got, wanted)
        return self.wrong(text + printed, kind)

    def observations(self, answer, cases):
        """What an answer does in each case."""
        return [self._observation(answer, case) for case in cases]

    def recognise(self, cases, got):
        """The mistake that does the same in all cases, one of `mistakes` or a mix; or None."""
        with _quiet():
            for mistake in self.mistakes:
                if self._is_like(mistake, cases, got):
                    return mistake
            end = time.monotonic() + MIXING
            for mix in mixes(self.source, self.mistakes):
                if time.monotonic() > end:
                    return None
                if self._is_like(mix, cases, got):
                    return mix
        return None

    def _observation(self, answer, case):
        """What one call does: a value, or what went wrong with it."""
        arguments = copy.deepcopy(case)
        try:
            value = self.observe(answer, *arguments) if self.observe else answer(*arguments)
            # The answer may keep and change what it returned: judge what it was at this moment.
            value = plain(value)
        except BaseException as error:  # also exit(), which would end the kernel
            if running.passes_through(error):
                raise
            return raised(error)
        if not self.may_change_arguments and not unchanged(arguments, case):
            return ChangedArguments()
        return value

    def _same(self, got, wanted):
        return same(got, wanted, self.tolerance, self.absolute)

    def _is_like(self, mistake, cases, got):
        function, alike = self.function(mistake.answer), False
        for case, g in zip(cases, got, strict=True):
            # One mistake, spelt in two ways, may raise two messages: then one value must agree.
            told = self._observation(function, case)
            if self._same(g, told):
                alike = True
            elif not both_raise(g, told):
                return False
        return alike

    def _explain(self, cases, got, wanted):
        for case, g, w in zip(cases, got, wanted, strict=True):
            if not self._same(g, w):
                kind, text = difference(g, w, self.tolerance, self.absolute)
                if text.startswith("Two shapes do not fit"):
                    return "shapes", f"{text}. {shapes_of(w)}".rstrip()
                return kind, f"{text} (called with {describe_call(plain(case))})"
        raise AssertionError("no case differs")

    def code_names(self):
        """Names of the solution, which keep their small letter at the beginning of a sentence."""
        if self.source:
            nodes = list(ast.walk(ast.parse(self.source)))
            names = {node.id for node in nodes if isinstance(node, ast.Name)}
            return names | {node.arg for node in nodes if isinstance(node, ast.arg)}
        return set(getattr(getattr(self.solution, "__code__", None), "co_varnames", ()))


@dataclass(eq=False)
class ValueExercise(Exercise):
    """The check of a value that the learner predicts or computes.

    mistakes: {hint: wrong value, or a function from the learner's value to True}, or a list of
    Mistake. observe: what is compared, observe(value), if it is not the value itself; wrong values
    are given as what is compared. tolerance: relative and absolute, since values are typed with few
    digits.
    """

    name: str
    solution: Any
    passed: str
    mistakes: Mapping[str, Any] | Sequence[Mistake] = ()
    tolerance: float = 1e-3
    observe: Callable | None = None

    def __post_init__(self):
        self.mistakes = _with_ids(self.name, _as_list(self.mistakes))

    def judge(self, answer):
        """The Verdict on an answer."""
        if _contains_ellipsis(answer):
            return self.not_attempted()
        got = plain(answer)
        if isinstance(got, Opaque) and got.kind == "a function":
            text = f"{self.name} must be a value, but it is a function: call it."
            return self.wrong(text, "function")
        got, solution = self._observation(answer), self._observation(self.solution)
        if self._same(got, solution):
            return self.right()
        for mistake in self.mistakes:
            if self.makes(mistake, answer):
                return self.wrong(mistake.hint, mistake.id)
        if kind_of(got) != kind_of(solution):  # the solution itself stays a secret
            return self.wrong(f"Expected {kind_of(solution)}, but it is {describe(got)}.", "kind")
        text = "Not that. Open the hint above, or work a smaller case by hand first."
        return self.wrong(text, "value")

    def makes(self, mistake, answer):
        """Whether an answer makes a mistake."""
        if callable(mistake.answer):
            with contextlib.suppress(Exception):  # a predicate meets values of every type
                return bool(mistake.answer(answer))
            return False
        return self._same(self._observation(answer), plain(mistake.answer))

    def _observation(self, value):
        if not self.observe:
            return plain(value)
        try:
            return plain(self.observe(value))
        except Exception as error:
            return raised(error)

    def _same(self, got, wanted):
        return same(got, wanted, self.tolerance, self.tolerance)


def attempt(work):
    """(work(), None), or (None, what went wrong): an error, exit(), or no end within SECONDS.

    For an answer that the lesson goes on to use: Run All must not stop there. The value comes as
    comparing.plain makes it.
    """

    def outcome():
        try:
            return plain(work()), None
        except BaseException as error:
            if running.passes_through(error):
                raise
            return None, raised(error).text

    result, _ = running.run(outcome)
    return (None, result.text) if isinstance(result, running.Unfinished) else result


def _as_list(mistakes):
    if isinstance(mistakes, Mapping):
        return [Mistake(hint, answer) for hint, answer in mistakes.items()]
    return list(mistakes)


def _with_ids(name, mistakes):
    return [dataclasses.replace(m, id=hint_id(name, m.hint)) for m in mistakes]


@contextlib.contextmanager
def _quiet():
    """Mistakes divide by 0 on purpose: their warnings would only confuse the learner."""
    nowhere = io.StringIO()
    with (
        np.errstate(all="ignore"),
        warnings.catch_warnings(),
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
    ):
        warnings.simplefilter("ignore")
        yield


def _has_placeholder(function):
    """Whether a `...` that the stub left to fill in is still in the function."""
    code = getattr(function, "__code__", None)
    if code is None:
        return False
    steps = list(dis.get_instructions(code))
    for step, following in itertools.pairwise([*steps, *steps[-1:]]):
        # `x = ...` and `return ...`, but not an index such as a[..., 0] or a[...] = 1.
        if step.argval is not Ellipsis or following.opname == "STORE_SUBSCR":
            continue
        if step.opname == "RETURN_CONST" or following.opname.startswith(("STORE_", "RETURN_")):
            return True
    return False


def _contains_ellipsis(value, depth=0):
    if isinstance(value, (tuple, list)) and depth < 20:
        return any(_contains_ellipsis(v, depth + 1) for v in value)
    return value is ...
