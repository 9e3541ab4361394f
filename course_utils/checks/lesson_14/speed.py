"""Speeds with their units: exercise 14.3."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise, Mistake
from course_utils.checks.lesson_14.named import named

_MEAN = (
    "These are means of the single rates. A slow step lasts longer and should count for longer: "
    "divide the whole work by the whole time."
)
_MEDIAN = (
    "This is the median of single steps, as in the lesson. Over the whole time slow steps count "
    "too."
)

rates = FunctionExercise(
    name="rates",
    solution="""
def rates(milliseconds, sizes):
    seconds = sum(milliseconds) / 1000
    return len(milliseconds) / seconds, sum(sizes) / seconds
""",
    cases=lambda: [
        (np.array([2.0, 2.5, 4.0, 1.5]), np.array([64, 64, 64, 24])),
        (np.array([250.0, 125.0]), np.array([15, 10])),
        (np.array([0.5, 0.5, 3.0, 0.5, 0.7]), np.array([1, 1, 1, 1, 1])),
        (np.array([800.0]), np.array([1000])),
    ],
    observe=named("updates", "samples"),
    passed="Total work over total time: slow steps count for as long as they last.",
    edits={
        "sum(milliseconds) / 1000": {
            "sum(milliseconds)": "The times are milliseconds, and you took them for seconds: both "
            "rates are 1,000 times too small.",
            "sum(milliseconds) * 1000": "A millisecond is a thousandth of a second: divide by "
            "1,000 instead of multiplying. Both rates are a million times too small.",
            "sum(milliseconds) / 1000**2": "Both rates are 1,000 times too large: are the times "
            "divided by 1,000 twice?",
        },
        "return len(milliseconds) / seconds, sum(sizes) / seconds": {
            "return sum(sizes) / seconds, len(milliseconds) / seconds": "The two have changed "
            "places: first updates a second, then samples a second.",
            "return seconds / len(milliseconds), seconds / sum(sizes)": "These are seconds per "
            "update and seconds per sample. Turn both fractions round.",
            "return len(milliseconds) / seconds": "Only updates a second are returned. Return "
            "both: updates, samples.",
            "return sum(sizes) / seconds": "Only samples a second are returned. Return both: "
            "updates, samples.",
        },
        "len(milliseconds) / seconds": {
            "np.mean(1000 / np.asarray(milliseconds))": "Updates is a mean of single rates. Divide "
            "the number of updates by the whole time.",
            "1 / seconds": "Updates counts 1 for all steps together: how many updates were there?",
        },
        "sum(sizes) / seconds": {
            "np.mean(1000 * np.asarray(sizes) / milliseconds)": "Samples is a mean of single "
            "rates. Divide all samples by the whole time.",
            "len(milliseconds) * sizes[0] / seconds": "Samples takes every batch to be as large as "
            "the first. The last may be smaller.",
            "len(milliseconds) * sizes[-1] / seconds": "Samples takes every batch to be as large "
            "as the last.",
            "sum(sizes) / len(sizes)": "The second number is samples per update: divide by the "
            "seconds, not by the number of updates.",
        },
    },
    mistakes=[
        Mistake(_MEAN, "r = 1000 / milliseconds\nreturn r.mean(), (r * sizes).mean()"),
        Mistake(_MEAN, "r = 1000 / milliseconds\nreturn r.mean(), sizes.mean() * r.mean()"),
        Mistake(
            "The single rates are added up. Divide the whole work by the whole time.",
            "r = 1000 / milliseconds\nreturn r.sum(), (r * sizes).sum()",
        ),
        Mistake(_MEDIAN, "r = 1000 / np.median(milliseconds)\nreturn r, np.mean(sizes) * r"),
        Mistake(_MEDIAN, "r = 1000 / np.median(milliseconds)\nreturn r, np.median(sizes) * r"),
        Mistake(
            "This judges by the fastest step alone. Over the whole time slow steps count too.",
            "r = 1000 / min(milliseconds)\nreturn r, np.mean(sizes) * r",
        ),
        Mistake(
            "One rate for each step is returned. Both should be one number, over the whole time.",
            "return 1000 / milliseconds, 1000 * sizes / milliseconds",
        ),
    ],
)
