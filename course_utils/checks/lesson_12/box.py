"""The box of 20, and what costs most: exercises 12.2 and 12.4."""

from course_utils.checks.exercise import FunctionExercise, ValueExercise

# --- 12.2 -----------------------------------------------------------------------------------

_BY_HEIGHT = (
    "The height decides the factor for every digit, and a wide one gets wider than 20. The "
    "**longer** side decides."
)
_BY_WIDTH = (
    "The width decides the factor for every digit, and a high one gets higher than 20. The "
    "**longer** side decides."
)
_CUT = "This cuts decimals off. 8.9 pixels should become 9, the nearest whole number."
_UP = "This always rounds up. 12.1 pixels should become 12, the nearest whole number."
_BOTH = "max(1, round(height * factor)), max(1, round(width * factor))"

box_size = FunctionExercise(
    name="box_size",
    solution=f"""
def box_size(height, width):
    factor = 20 / max(height, width)
    return {_BOTH}
""",
    cases=lambda: [
        (100, 50),
        (51, 110),
        (9, 4),
        (33, 20),
        (300, 5),
        (4, 301),
        (7, 7),
        (13, 20),
    ],
    passed="One factor for both sides, and even the thinnest 1 keeps one pixel.",
    edits={
        "20 / max(height, width)": {
            "max(height, width) / 20": "The factor is upside down: a side of 100 shall become 20, "
            "so multiply by 20/100.",
            "20 / height": _BY_HEIGHT,
            "20 / width": _BY_WIDTH,
            "20 / min(height, width)": "The shorter side becomes 20, and the longer one does not "
            "fit the box.",
            "28 / max(height, width)": "28 is the side of the whole image. The digit itself fits a "
            "box of 20.",
            "min(1, 20 / max(height, width))": "Small digits stay small here. Fitting means that "
            "they are enlarged, too.",
        },
        _BOTH: {
            "round(height * factor), round(width * factor)": "A long, thin digit vanishes: its "
            "shorter side becomes 0. No side may fall below 1.",
            "20, 20": "This stretches every digit to 20 × 20: a 1 becomes a black square. One "
            "factor for both sides.",
            **{
                f"tuple(max({least}, {whole}) for s in (height, width))": hint
                for hint, roundings in {
                    _CUT: ["int(s * factor)"],
                    # Rounding may leave 20.000000000000004 for the longer side.
                    _UP: ["math.ceil(s * factor)", "math.ceil(s * factor - 1e-9)"],
                    "The proportions are right, but the sizes are no whole numbers yet.": [
                        "s * factor"
                    ],
                }.items()
                for whole in roundings
                for least in (0, 1)
            },
            **{
                f"tuple(max({least}, round(s * factor)) for s in (width, height))": "The pair is "
                "turned round: the height comes first."
                for least in (0, 1)
            },
        },
    },
)

# --- 12.4 -----------------------------------------------------------------------------------

_NAMES = ["proportions", "centre of mass", "grey edges"]


def _order(answer):
    order = [str(name) for name in answer]
    return order if sorted(order) == sorted(_NAMES) else []


predicted_order = ValueExercise(
    name="predicted_order",
    solution=_NAMES,
    passed=(
        "A stretched 1 is a black bar that no training image looks like; a digit beside its place "
        "is still a digit; grey edges change a value here and there."
    ),
    mistakes={
        "Give each of the three names once, spelt as in the task.": (
            lambda answer: not _order(answer)
        ),
        "The cheapest first: the list is turned round.": (
            lambda answer: _order(answer) == _NAMES[::-1]
        ),
        "Grey edges look important, but without them most pixels keep their value or nearly so, "
        "and no stroke moves. A weighted sum of 784 pixels hardly notices.": (
            lambda answer: _order(answer)[0] == "grey edges"
        ),
        "The last place is wrong: stretched to 20 × 20, a slim 1 becomes a bar that no training "
        "image looks like. Which change leaves every stroke where it is?": (
            lambda answer: _order(answer)[2] == "proportions"
        ),
        "The last place is wrong: each weight belongs to one pixel, and many digits now lie a "
        "pixel or two beside. Which change leaves every stroke where it is?": (
            lambda answer: _order(answer)[2] == "centre of mass"
        ),
        "The last place is right. The centre of mass moves a digit by a pixel or two, and for "
        "symmetric digits hardly at all. How far does stretching move the strokes of a 1?": (
            lambda answer: _order(answer)[0] == "centre of mass"
        ),
    },
)
