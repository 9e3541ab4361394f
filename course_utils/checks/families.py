"""Mistakes that recur in many exercises: tables {what stands there instead: hint} for edits.

Their words stand in families.toml. Each takes the name of the result and the text of what is
computed, as it stands in the solution.
"""

import itertools
import tomllib
from pathlib import Path

_ROWS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def samples_sum(name, of, owner, each, start=None):
    """For f"{of}.sum(axis=0)": the gradient of what all samples share.

    owner: what has this gradient, as "b". each: what has one number of its own, as "bias".
    start: the gradient that already holds the mean of the loss, if `of` is not its name.
    """
    places = {"name": name, "of": of, "owner": owner, "each": each, "start": start or of}
    return filled(_ROWS["samples_sum"], places | {"inside": _inside(of)})


def summed_by_feature(name, of, owner):
    """For f"{of}.sum(axis=0)": the gradient of a number that each feature has, as gamma or beta."""
    places = {"name": name, "of": of, "owner": owner, "inside": _inside(of)}
    return filled(_ROWS["summed_by_feature"], places)


def divided(name, of, start, by="len(x)"):
    """For the text `of`: the mean is taken once more."""
    return filled(_ROWS["divided"], {"name": name, "of": of, "start": start, "by": by})


def summed_away(name, of):
    """For the text `of`: the gradient of an input, in which the samples must stay apart."""
    return filled(_ROWS["summed_away"], {"name": name, "of": of})


def orders(names):
    """For f"return {names}": the right results in every other order."""
    rows = {}
    for order in list(itertools.permutations(names.split(", ")))[1:]:
        rows |= filled(_ROWS["orders"], {"order": ", ".join(order), "names": names})
    return rows


def alone(names):
    """For f"return {names}": only one of the results."""
    results = names.split(", ")
    count = {2: "Two", 3: "Three", 4: "Four"}[len(results)]
    rows = {}
    for name in results:
        rows |= filled(_ROWS["alone"], {"name": name, "count": count, "names": names})
    return rows


def turned(names):
    """For f"return {names}": gradients with the other sign."""
    return filled(_ROWS["turned"], {"turned": ", ".join(f"-{name}" for name in names.split(", "))})


def all_divided(names, start, shared, by="len(x)"):
    """For f"return {names}": each result, or each that the samples share, is divided by N."""
    results, some = names.split(", "), shared.split(", ")
    places = {
        "some": ", ".join(f"{name} / {by}" if name in some else name for name in results),
        "all": ", ".join(f"{name} / {by}" for name in results),
    }
    return filled(_ROWS["all_divided"], places | {"shared": " and ".join(some), "start": start})


def other_products(left, right, known, hint):
    """For a matrix product of the two: all others of them, with and without transposes."""
    pairs = ((left, right), (right, left))
    texts = [f"{a}{s} @ {b}{t}" for a, b in pairs for s in ("", ".T") for t in ("", ".T")]
    return {text: hint for text in texts if text not in known}


def filled(rows, places):
    """The rows with the text of each {place}; other braces are those of the code."""

    def put(text):
        for place, value in places.items():
            text = text.replace(f"{{{place}}}", value)
        return text

    return {put(instead): put(hint) for instead, hint in rows.items()}


def _inside(text):
    return text if text.isidentifier() else f"({text})"
