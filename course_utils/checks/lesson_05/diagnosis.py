"""Patients examined: exercises 05.5 and 05.6."""

from course_utils.backprop import bug_hunt
from course_utils.checks.exercise import ValueExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)

_STEPS = bug_hunt.steps_of(bug_hunt.PLAIN.right)


def _off(number):
    """Which gradients of a patient depend on the faulty line."""
    patient = bug_hunt.PATIENTS[number]
    return bug_hunt.reached(patient, patient.line)


def _in_words(names, one, many):
    """dW1, dW2 and db2, and behind them the verb for one or for many."""
    *others, last = [f"d{name}" for name in bug_hunt.NAMES if name in names]
    return f"{', '.join(others)} and {last} {many}" if others else f"{last} {one}"


def _against(backward, line, off):
    """What the errors of a patient say against a line of a pass; None if nothing does."""
    reached = bug_hunt.reached(backward, line)
    if reached - off:
        return _in_words(reached - off, "uses it and was", "use it and were") + " found right."
    if off - reached:
        spoilt = _in_words(off - reached, "is", "are")
        return f"{spoilt} off too, and a fault in this line could not reach there."
    return None


_ASKED = (2, 3, 5, 9)
_SUSPECTS = tuple(
    tuple(
        line
        for line in range(1, len(_STEPS) + 1)
        if not _against(bug_hunt.PLAIN.right, line, _off(number))
    )
    for number in _ASKED
)


def _lines(answer):
    """Each list of lines in rising order; one number is a list of one."""
    return tuple(
        tuple(sorted(lines)) if isinstance(lines, (list, tuple, set)) else (lines,)
        for lines in answer
    )


def _listed(place, line, wanted):
    """Whether a line is (or is not) listed at a place, behind right answers only."""

    def test(answer):
        lines = _lines(answer)
        return (
            len(lines) == len(_SUSPECTS)
            and lines[:place] == _SUSPECTS[:place]
            and (line in lines[place]) is wanted
        )

    return test


def _why(number, line):
    """The hint for a line that should be listed, or should not."""
    against = _against(bug_hunt.PLAIN.right, line, _off(number))
    if against:
        return f"Patient {number}, line {line}: `{_STEPS[line - 1]}`. {against}"
    off = _in_words(_off(number), "is", "are")
    return texts.hint("@missing").format(number=number, line=line, off=off)


suspects = ValueExercise(
    **texts("suspects"),
    solution=_SUSPECTS,
    observe=_lines,
    tolerance=0,
    mistakes={
        _why(number, line): _listed(place, line, wanted=line not in _SUSPECTS[place])
        for place, number in enumerate(_ASKED)
        for line in range(1, len(_STEPS) + 1)
    }
    | {texts.hint("@four_lists"): lambda answer: len(answer) != len(_ASKED)},
)


_PATIENTS = {n: bug_hunt.PATIENTS[n] for n in range(2, 11)}
_LINES = tuple(patient.line for patient in _PATIENTS.values())


def _wrong_line(number, line):
    """The hint for a wrong line: what the pattern of the errors says against it."""
    patient = _PATIENTS[number]
    reason = _against(patient, line, _off(number))
    if not reason:
        reason = f"Derive it: {texts.hint(f'@patient_{number}_line_{line}')}"
    return f"Patient {number}: line {line} is `{bug_hunt.steps_of(patient)[line - 1]}`. {reason}"


def _chosen(place, line):
    """Whether this line stands at this place, behind right answers only."""
    return lambda answer: (
        len(answer) == len(_LINES)
        and tuple(answer[:place]) == _LINES[:place]
        and answer[place] == line
    )


def _not_a_line(answer):
    counts = [len(bug_hunt.steps_of(patient)) for patient in _PATIENTS.values()]
    return len(answer) == len(_LINES) and any(
        line not in range(1, count + 1) for line, count in zip(answer, counts, strict=True)
    )


faulty_lines = ValueExercise(
    **texts("faulty_lines"),
    solution=_LINES,
    tolerance=0,
    mistakes={
        _wrong_line(number, line): _chosen(place, line)
        for place, (number, patient) in enumerate(_PATIENTS.items())
        for line in range(1, len(bug_hunt.steps_of(patient)) + 1)
        if line != patient.line
    }
    | {texts.hint("@no_line"): _not_a_line},
)
