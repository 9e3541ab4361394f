"""Mistakes that recur in many exercises: tables {what stands there instead: hint} for edits.

Each takes the name of the result and the text of what is computed, as it stands in the solution.
"""

import itertools

_MEAN = "The mean of the loss is already in {}."


def samples_sum(name, of, owner, each, start=None):
    """For f"{of}.sum(axis=0)": the gradient of what all samples share.

    owner: what has this gradient, as "b". each: what has one number of its own, as "bias".
    start: the gradient that already holds the mean of the loss, if `of` is not its name.
    """
    inside = of if of.isidentifier() else f"({of})"
    return {
        of: f"{name} is not summed yet: it has a row for each sample, but all samples share one "
        f"{owner}.",
        f"{inside}.sum(axis=1)": f"{name} adds along axis 1, over the features of each sample. "
        f"All samples share {owner}: add over the samples, axis 0.",
        f"{inside}.mean(axis=0)": f"{name} is a mean over the samples. The division by N is "
        f"already in {start or of}, since the loss is the mean: here it is a sum.",
        f"{inside}.sum()": f"{name} adds up everything into one number. Each {each} has its own.",
        f"{inside}.sum(axis=0, keepdims=True)": f"{name} has one axis too many: keepdims leaves a "
        f"row of shape (1, n), but {owner} has (n,).",
        f"{inside}[0]": f"{name} takes the first sample only. All of them use {owner}, so all add "
        "up.",
        f"{inside}[-1]": f"{name} takes the last sample only. In a loop `=` forgets the earlier "
        "ones, `+=` adds up.",
    }


def summed_by_feature(name, of, owner):
    """For f"{of}.sum(axis=0)": the gradient of a number that each feature has, as gamma or beta."""
    inside = of if of.isidentifier() else f"({of})"
    return {
        of: f"{name} is not summed over the samples: {owner} has the shape (D,), and so has its "
        "gradient.",
        f"{inside}.mean(axis=0)": f"{name} is a mean. {owner} serves all samples, and what it did "
        "to each of them adds up.",
        f"{inside}.sum(axis=1)": f"{name} is summed over the features. {owner} has one number per "
        "feature: sum the samples.",
        f"{inside}.sum()": f"{name} is one number for all. {owner} has one number per feature: sum "
        "the samples, axis 0.",
    }


def divided(name, of, start, by="len(x)"):
    """For the text `of`: the mean is taken once more."""
    return {f"({of}) / {by}": f"{name} is divided by N once more. {_MEAN.format(start)}"}


def summed_away(name, of):
    """For the text `of`: the gradient of an input, in which the samples must stay apart."""
    return {
        f"({of}).sum(axis=0)": f"{name} is summed over the samples. But each sample has inputs of "
        "its own: the rows stay apart."
    }


def orders(names):
    """For f"return {names}": the right results in every other order."""
    return {
        f"return {', '.join(order)}": (
            f"The parts are right, but in another order: return {names}."
        )
        for order in list(itertools.permutations(_split(names)))[1:]
    }


def alone(names):
    """For f"return {names}": only one of the results."""
    count = {2: "Two", 3: "Three", 4: "Four"}[len(_split(names))]
    return {
        f"return {name}": f"This returns only {name}. {count} things are asked for, as a tuple: "
        f"return {names}."
        for name in _split(names)
    }


def turned(names):
    """For f"return {names}": gradients with the other sign."""
    return {
        f"return {', '.join(f'-{name}' for name in _split(names))}": "The signs are turned: "
        "gradients say where the loss rises. Only the update steps against them."
    }


def all_divided(names, start, shared, by="len(x)"):
    """For f"return {names}": each result, or each that the samples share, is divided by N."""

    def returned(those):
        return "return " + ", ".join(f"{n} / {by}" if n in those else n for n in _split(names))

    return {
        returned(_split(shared)): f"{' and '.join(_split(shared))} are divided by N once more. "
        + _MEAN.format(start),
        returned(_split(names)): f"Everything is divided by N once more. {_MEAN.format(start)}",
    }


def other_products(left, right, known, hint):
    """For a matrix product of the two: all others of them, with and without transposes."""
    pairs = ((left, right), (right, left))
    texts = [f"{a}{s} @ {b}{t}" for a, b in pairs for s in ("", ".T") for t in ("", ".T")]
    return {text: hint for text in texts if text not in known}


def _split(names):
    return names.split(", ")
