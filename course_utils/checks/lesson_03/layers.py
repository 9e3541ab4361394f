"""One layer and its input: exercises 03.1, 03.2 and 03.5."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise, ValueExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


_LETTERS = {
    "A": "error",
    "B": "right",
    "C": "error",
    "D": "unseen",
    "E": "unseen",
    "F": "unseen",
}


def _normal(answer):
    """The answer with small letters, so that "Error" is "error"."""
    return {letter: str(word).strip().lower() for letter, word in answer.items()}


def _says(letter, *words):
    """A predicate: the answer says one of these words of this letter."""
    return lambda answer: _normal(answer)[letter] in words


unseen_mistakes = ValueExercise(
    **texts(
        "unseen_mistakes",
        {
            "letters_missing": lambda answer: set(answer) != set(_LETTERS),
            "other_words": lambda answer: (
                not set(_normal(answer).values()) <= {"right", "error", "unseen"}
            ),
            "A": _says("A", "right", "unseen"),
            "B": _says("B", "error", "unseen"),
            "C": _says("C", "right", "unseen"),
            "D_error": _says("D", "error"),
            "D_right": _says("D", "right"),
            "E_error": _says("E", "error"),
            "E_right": _says("E", "right"),
            "F_error": _says("F", "error"),
            "F_right": _says("F", "right"),
        },
    ),
    solution=_LETTERS,
    observe=_normal,
)


def _numbers(rng, *shape):
    """Numbers with a sign, as a learner would print them: two places."""
    return rng.normal(0, 2, shape).round(2)


def _layer_cases():
    """Sizes that all differ, one sample, as many samples as neurons, one neuron, a square W."""
    rng = np.random.default_rng(31)
    sizes = [(4, 5, 3), (4, 1, 3), (2, 3, 3), (3, 4, 1), (3, 3, 3), (1, 2, 6), (3, 5, 3)]
    return [
        (_numbers(rng, n_in, n), _numbers(rng, n_out, n_in), _numbers(rng, n_out))
        for n_in, n, n_out in sizes
    ]


column_layer = FunctionExercise(**texts("column_layer"), cases=_layer_cases)


def _images_cases():
    rng = np.random.default_rng(33)
    return [
        (rng.integers(0, top, shape).astype(np.uint8),)
        for shape, top in [((2, 3, 4), 256), ((1, 5, 2), 200), ((4, 2, 2), 256), ((3, 3, 3), 120)]
    ]


images_to_rows = FunctionExercise(**texts("images_to_rows"), cases=_images_cases)
