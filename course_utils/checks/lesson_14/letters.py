"""Sentences to judge by letters: exercises 14.6 and 14.7."""

from course_utils.checks.exercise import Mistake, ValueExercise
from course_utils.checks.values import letters

# --- 14.6 -----------------------------------------------------------------------------------


def _in_any_order(answer):
    given = letters(sorted(answer) if isinstance(answer, (set, frozenset)) else answer)
    return "".join(sorted(set(given))) if isinstance(given, str) else given


def _has(letter):
    return lambda answer: letter in _in_any_order(answer)


_ONE_MORE = "{} is one of them. One more names what to run and what would refute it."

testable = ValueExercise(
    name="testable",
    solution="BE",
    observe=_in_any_order,
    passed="Both say what to run, on what, how often, and which number would refute them.",
    mistakes={
        'Write the letters as one string, such as "AC".': lambda answer: (
            not isinstance(_in_any_order(answer), str)
        ),
        "Use the letters A to F only.": lambda answer: (
            not set(_in_any_order(answer)) <= set("ABCDEF")
        ),
        "Name the letters of two sentences.": "",
        "A: what is an application, when does deep learning support it, and who counted? Without "
        "that, no number of counted cases could show that it is false.": _has("A"),
        'C: better at what? And "usually" survives every counterexample.': _has("C"),
        "D: one backprop of which network, with which batch, on which machine? On one computer the "
        "answer was yes and no.": _has("D"),
        "F: who finds a case in which tanh is slower can always be told that the settings were not "
        "the right ones.": _has("F"),
        _ONE_MORE.format("B"): "B",
        _ONE_MORE.format("E"): "E",
    },
)


# --- 14.7 -----------------------------------------------------------------------------------

_FLAWS = "ABCDGEF"
_FLAW_HINTS = [  # for each sentence: hints for letters that are easily taken, and one for the rest
    {
        "B": "1: luck? It happened in each of ten seeds. But how many things differ between the "
        "two networks?",
        "F": "1: it is worse than an untested cause. Two things were changed, so not even the "
        "effect is known to be SWOOP's.",
        "G": "1: ten seeds are good, but look at what else differs between the two networks.",
        "": "1: count what differs between the two networks that are compared.",
    },
    {
        "A": "2: nothing says that more than the activation changed. But how many networks of each "
        "kind were trained?",
        "C": "2: nothing says that anything was chosen by the test set. But how many networks of "
        "each kind were trained?",
        "G": "2: how far do two runs of the **same** program lie apart?",
        "": "2: one network each, and 0.0013 between them. What did lesson 11 find about ten runs?",
    },
    {
        "B": "3: the best of 40 is partly luck, yes. But on which data was it chosen, and on which "
        "is it reported?",
        "G": "3: choosing a learning rate is fine. On which data was it chosen, and on which is "
        "it reported?",
        "": "3: on which data was the learning rate chosen, and on which is it reported?",
    },
    {
        "E": "4: a source is missing too, but another sentence has nothing else. What is "
        '"a gradient" here, of what, on what?',
        "F": '4: the "thanks to" is untested, but before that: two million of **what**? Another '
        "sentence has a measured effect and an untested cause.",
        "G": "4: two million gradients of what, for which network, on which machine?",
        "": "4: try to check this number on your computer. What would you measure?",
    },
    {
        "B": "5: ten runs, with mean and standard deviation: luck is accounted for.",
        "C": "5: the settings were fixed, so nothing was chosen by the test images.",
        "D": "5: an accuracy is a share of images; it needs no further unit.",
        "": "5: go through the eight questions. Does one of them stay without an answer?",
    },
    {
        "H": "6: next year will show whether it came true, so a result could refute it. But where "
        "does the number come from?",
        "D": "6: the unit is there, per cent of all products. But where does the number come from?",
        "": "6: who counted, and when?",
    },
    {
        "G": "7: the first half is sound. Read the second: was anything done to the zeros alone?",
        "A": "7: SWOOP against ReLU, and only that changed. But the last sentence is about zeros: "
        "were they changed alone?",
        "B": '7: 1.2 is six times its error: no luck. But look at the "because".',
        "": "7: what is measured there, and what is only said?",
    },
]


def _takes(place, letter):
    """Whether this letter is given for that sentence; any wrong one where letter is empty."""

    def makes(answer):
        given = letters(answer)[place]
        return given == letter if letter else given != _FLAWS[place]

    return makes


flaws = ValueExercise(
    name="flaws",
    solution=_FLAWS,
    observe=letters,
    passed="Only one of seven stands. The eight questions work on any text, this course included.",
    mistakes=[
        Mistake(
            "Write one letter for each sentence, in their order.",
            lambda answer: not isinstance(letters(answer), str),
        ),
        Mistake(
            "Seven letters are needed, one for each sentence.",
            lambda answer: len(letters(answer)) != 7,
        ),
        Mistake(
            "Use the letters a to i only.",
            lambda answer: not set(letters(answer)) <= set("ABCDEFGHI"),
        ),
        *(
            Mistake(hint, _takes(place, letter))
            for place, hints in enumerate(_FLAW_HINTS)
            for letter, hint in hints.items()
        ),
    ],
)
