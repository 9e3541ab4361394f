"""The check of a function: beside the right one and beside known mistakes."""

import ast
import contextlib
import copy
import dataclasses
import dis
import functools
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
from course_utils.checks.base import Exercise, listed
from course_utils.checks.comparing import (
    ChangedArguments,
    Raised,
    both_raise,
    is_number,
    plain,
    same,
    unchanged,
)
from course_utils.checks.errors import raised
from course_utils.checks.explaining import describe, describe_call, difference, shapes_of
from course_utils.checks.mistakes import Mistake, from_edits, mixes, whole_function
from course_utils.plumbing.edits import compiled

# What the texts of solutions and mistakes may use beside their arguments.
NAMES = {"np": np, "math": math, "torch": torch, "F": F, "nn": nn, "itertools": itertools}
MIXING = 1.0  # seconds to look for several mistakes at once


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
    solution: str
    cases: Callable[[], list[tuple]]
    passed: str
    mistakes: Mapping[str, Any] | Sequence[Mistake] = ()
    edits: Mapping[str | tuple, Mapping[str | tuple, str]] = field(default_factory=dict)
    names: Mapping[str, Any] = field(default_factory=dict)
    observe: Callable | None = None
    tolerance: float = 1e-5
    absolute: float | None = None
    number: str = ""
    may_change_arguments: bool = False

    def __post_init__(self):
        self._compiled = functools.lru_cache(128)(lambda text: compiled(text, NAMES | self.names))
        self.source = self.solution.strip("\n")
        self.solution = self.function(self.source)
        signature = self.source[: self.source.index(":\n") + 1]
        others = [
            dataclasses.replace(m, answer=whole_function(m.answer, signature))
            for m in listed(self.name, self.mistakes)
        ]
        self.mistakes = listed(self.name, from_edits(self.source, self.edits) + others)

    def function(self, text):
        """The function of a solution or a mistake."""
        return self._compiled(text)

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
        mistake = self.recognise(cases, got, wanted)
        if mistake:
            return self.wrong(mistake.hint + printed, mistake.id)
        kind, text = self._explain(cases, got, wanted)
        return self.wrong(text + printed, kind)

    def observations(self, answer, cases):
        """What an answer does in each case."""
        return [self._observation(answer, case) for case in cases]

    def recognise(self, cases, got, wanted):
        """The mistake that does the same in all cases, one of `mistakes` or a mix; or None."""
        with _quiet():
            for mistake in self.mistakes:
                if self._is_like(mistake, cases, got):
                    return mistake
            end = time.monotonic() + MIXING
            for mix in self._mixes(cases, got, wanted, end):
                if time.monotonic() > end:
                    return None
                if self._is_like(mix, cases, got):
                    return mix
        return None

    def _mixes(self, cases, got, wanted, end):
        """Mixes of edits, those first that tell what is wrong in one part of the result each."""
        likely = [
            mistake
            for mistake in self.mistakes
            if mistake.changes
            and time.monotonic() < end
            and self._explains_a_part(mistake, cases, got, wanted)
        ]
        yield from mixes(self.source, likely, (2, 3, 4))
        if any(is_number(part) for value in got for part in _parts(value)):
            yield from mixes(self.source, self.mistakes, (2,))

    def _explains_a_part(self, mistake, cases, got, wanted):
        """Whether the answer is like this mistake in all parts that the mistake makes wrong."""
        function = self.function(mistake.answer)
        for case, g, w in zip(cases, got, wanted, strict=True):
            told = self._observation(function, case)
            if isinstance(g, Raised):  # of this mistake or of another
                if isinstance(told, Raised) and not both_raise(told, g):
                    return False
                continue
            parts = [_parts(value) for value in (told, g, w)]
            if isinstance(told, Raised) or len({len(part) for part in parts}) > 1:
                return False
            if not all(
                self._same(t, w) or self._same(g, t) for t, g, w in zip(*parts, strict=True)
            ):
                return False
        return True

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
                names = self._result_names()
                kind, text = difference(g, w, self.tolerance, self.absolute, names)
                if text.startswith("Two shapes do not fit"):
                    return "shapes", f"{text}. {shapes_of(w)}".rstrip()
                call = f" (called with {describe_call(plain(case))})" if case else ""
                return kind, text + call
        raise AssertionError("no case differs")

    def _result_names(self):
        """What the solution calls its results, where its last line returns several by name."""
        last = self.source.strip().split("\n")[-1].strip()
        names = last.removeprefix("return ").split(", ")
        return names if last.startswith("return ") and all(map(str.isidentifier, names)) else ()

    def code_names(self):
        """Names of the solution, which keep their small letter at the beginning of a sentence."""
        nodes = list(ast.walk(ast.parse(self.source)))
        names = {node.id for node in nodes if isinstance(node, ast.Name)}
        return names | {node.arg for node in nodes if isinstance(node, ast.arg)}


def _parts(observation):
    if isinstance(observation, dict):
        return list(observation.values())
    return observation if isinstance(observation, tuple) else (observation,)


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
