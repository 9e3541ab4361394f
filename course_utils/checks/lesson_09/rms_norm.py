"""RMSNorm backward: exercise 09.7."""

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.families import summed_by_feature
from course_utils.checks.lesson_09.draw import draw


def _cases():
    return [
        (draw(220 + n, n, d), draw(230 + n, n, d), draw(240 + n, d), eps)
        for n, d, eps in ((5, 3, 0.5), (2, 4, 1e-3), (3, 2, 0.25), (4, 5, 0.1))
    ]


_WITH_WAY_3 = (
    "(dxhat - dxhat.mean(axis=1, keepdims=True) - xhat * (dxhat * xhat).mean(axis=1, "
    "keepdims=True)) / r"
)
_R = "np.sqrt((x**2).mean(axis=1, keepdims=True) + eps)"
_ALONG = "(dxhat * xhat).mean(axis=1, keepdims=True)"
_BOX = "(dxhat - xhat * (dxhat * xhat).mean(axis=1, keepdims=True)) / r"
_ONE_R = (
    "The second term lacks one division by r: either an xhat in it is still an x, or the brackets "
    "end before it."
)

rms_norm_backward = FunctionExercise(
    name="rms_norm_backward",
    solution="""
def rms_norm_backward(dy, x, gamma, eps):
    # Two ways: direct, and through r. No mean is subtracted, so way 3 is gone.
    r = np.sqrt((x**2).mean(axis=1, keepdims=True) + eps)
    xhat = x / r
    dxhat = dy * gamma
    dx = (dxhat - xhat * (dxhat * xhat).mean(axis=1, keepdims=True)) / r
    dgamma = (dy * xhat).sum(axis=0)
    return dx, dgamma
""",
    cases=_cases,
    passed="Two ways in place of three, and one direction less is lost: only the one along xhat.",
    edits={
        _R: {
            "np.sqrt((x**2).mean() + eps)": "r is taken of the whole array. Each row has its own.",
            "np.sqrt((x**2).mean(axis=1, keepdims=True)) + eps": "eps stands outside the root: r "
            "is the root of mean square plus eps.",
            "np.sqrt((x**2).mean(axis=1, keepdims=True))": "eps is missing under the root.",
            "np.sqrt((x**2).sum(axis=1, keepdims=True) + eps)": "r is the root of the sum of "
            "squares. Take their mean.",
            "(x**2).mean(axis=1, keepdims=True) + eps": "r is the mean square without its root.",
            "np.sqrt(x.var(axis=1, keepdims=True) + eps)": "r is made from the variance: the mean "
            "is subtracted in it. RMSNorm squares x as it is.",
        },
        (_R, _ALONG): {
            ("np.sqrt((x**2).mean() + eps)", "(dxhat * xhat).mean()"): "r and the mean are taken "
            "of the whole array. Each row has its own.",
            ("np.sqrt((x**2).mean(axis=0) + eps)", "(dxhat * xhat).mean(axis=0)"): "r and the mean "
            "run down the columns here. RMSNorm works on each row.",
        },
        (_R, "xhat = x / r", _BOX): {
            (
                "np.sqrt(x.var(axis=1, keepdims=True) + eps)",
                "xhat = (x - x.mean(axis=1, keepdims=True)) / r",
                _WITH_WAY_3,
            ): "This is the backward pass of layer norm: RMSNorm subtracts no mean, forward or "
            "backward.",
        },
        "dxhat = dy * gamma": {
            "dxhat = dy / gamma": "dy is divided by gamma. From y = gamma xhat follows dxhat = "
            "gamma dy.",
            "dxhat = dy": "gamma is missing: start with dxhat = gamma dy.",
        },
        _BOX: {
            "(dxhat - gamma * xhat * (dxhat * gamma * xhat).mean(axis=1, keepdims=True)) / r": ""
            "gamma was put into xhat: there it is x / r, and gamma belongs to dxhat = gamma dy.",
            "dxhat / r": "This treats r as a constant. Every number of a row is in its r, and so "
            "moves the others.",
            "dy / r": "This treats r as a constant, and gamma is missing too.",
            _WITH_WAY_3: "The mean of dxhat is subtracted too. That was way 3, through the mean, "
            "and RMSNorm has no mean.",
            "gamma * (dy - xhat * (dy * xhat).mean(axis=1, keepdims=True)) / r": "gamma is "
            "multiplied at the very end. It differs within a row, so it must be inside the mean: "
            "start with dxhat = gamma dy.",
            "(dxhat - x * (dxhat * x).mean(axis=1, keepdims=True)) / r": "In the part along xhat "
            "stands x, not xhat = x / r.",
            "(dxhat - x * (dxhat * xhat).mean(axis=1, keepdims=True)) / r": _ONE_R,
            "dxhat / r - xhat * (dxhat * xhat).mean(axis=1, keepdims=True)": _ONE_R,
            "dxhat - xhat * (dxhat * xhat).mean(axis=1, keepdims=True) / r": "Only the second term "
            "is divided by r: put brackets around both.",
            "(dxhat - dxhat * xhat**2 / x.shape[1]) / r": "Only the way of each number through r "
            "to itself is counted. r moves the whole row: the mean runs over dxhat * xhat of all "
            "its numbers.",
            "(dxhat - dxhat.mean(axis=1, keepdims=True)) / r": "The mean of dxhat is subtracted, "
            "as in way 3, and the way through r is missing.",
        },
        "xhat * (dxhat * xhat).mean(axis=1, keepdims=True)": {
            "(dxhat * xhat).mean(axis=1, keepdims=True)": "The mean of dxhat * xhat must be "
            "multiplied by each number's own xhat.",
            "dxhat * (xhat * xhat).mean(axis=1, keepdims=True)": "The mean is of the products "
            "dxhat * xhat, and it is multiplied by xhat; here the two have changed places.",
            "2 * xhat * (dxhat * xhat).mean(axis=1, keepdims=True)": "The way through r is there "
            "twice: the 2 of the square and the 1/2 of the root cancel.",
            "xhat * (dxhat * xhat).mean(axis=1, keepdims=True) / 2": "The way through r is there "
            "only by half: the 2 of the square and the 1/2 of the root cancel.",
        },
        _ALONG: {
            "(dxhat * xhat).mean(axis=0)": "r is taken from each row, but the mean of dxhat * xhat "
            "runs down the columns.",
            "(dxhat * xhat).mean()": "The mean of dxhat * xhat runs over the whole array. Each row "
            "has its own.",
            "(dxhat * xhat).sum(axis=1, keepdims=True)": "The part along xhat has a sum where it "
            "needs a mean: r holds the mean of D squares.",
            "(dxhat * xhat).sum(axis=1, keepdims=True) / len(x)": "The part along xhat is divided "
            "by N, the rows. It is a mean over the D features of a row.",
            "(dy * xhat).mean(axis=1, keepdims=True)": "Only the first term holds gamma. The mean "
            "is of dxhat * xhat, and dxhat = gamma dy.",
            "(dxhat * x).mean(axis=1, keepdims=True)": _ONE_R,
            "dxhat.mean(axis=1, keepdims=True) * xhat.mean(axis=1, keepdims=True)": "This is a "
            "product of two means. Multiply dxhat and xhat first, then take the mean.",
            "dxhat.mean(axis=1, keepdims=True)": "The mean is taken of dxhat alone. It is the mean "
            "of the products dxhat * xhat.",
        },
        "- xhat *": {
            "+ xhat *": "The way through r is added. r stands below the fraction line, so it is "
            "subtracted.",
        },
        "xhat).mean(axis=1, keepdims=True)) / r": {
            "xhat).mean(axis=1, keepdims=True))": "The division by r is missing.",
            "xhat).mean(axis=1, keepdims=True)) / r**2": "This divides by r twice.",
        },
        "(dy * xhat).sum(axis=0)": {
            **summed_by_feature("dgamma", "dy * xhat", "gamma"),
            "(dy * x).sum(axis=0)": "dgamma holds x: gamma multiplies xhat = x / r.",
            "(dxhat * xhat).sum(axis=0)": "dgamma holds gamma itself: use dy, not dxhat.",
            "dy.sum(axis=0)": "dgamma is the gradient of a shift: gamma multiplies xhat, so xhat "
            "is in it.",
        },
        "return dx, dgamma": {
            "return dgamma, dx": "The two results have changed places: first dx, then dgamma.",
            "return dx": "Only the first result is returned. Return dx, dgamma.",
        },
    },
)
