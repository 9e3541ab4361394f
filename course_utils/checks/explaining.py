"""Saying how an answer's value differs from the right one, in whole sentences."""

import numpy as np

from course_utils.checks.comparing import (
    ChangedArguments,
    Module,
    Opaque,
    Raised,
    as_asked,
    close,
    is_number,
    same,
)

_CHANGED = (
    "It changes its arguments: whoever calls it finds other numbers afterwards. Compute new values "
    "(x = x - 1) instead of writing into the old (x -= 1, x[0] = ...)"
)


def difference(got, wanted, tolerance, absolute=None, names=()):
    """(a short name of the difference, one sentence without its full stop).

    names: what the items of a tuple are called.
    """
    got = as_asked(got, wanted)
    if isinstance(got, Raised):
        return "raises", got.text
    if isinstance(got, ChangedArguments):
        return "changes-arguments", _CHANGED
    if got is None:
        return "none", "It returns None. Is the `return` missing, or a print in its place?"
    if isinstance(wanted, dict) and isinstance(got, dict):
        return _difference_of_dicts(got, wanted, tolerance, absolute)
    if isinstance(wanted, tuple) and isinstance(got, tuple) and len(got) == len(wanted):
        for i, (g, w) in enumerate(zip(got, wanted, strict=True)):
            if not same(g, w, tolerance, absolute):
                kind, text = difference(g, w, tolerance, absolute)
                name = names[i] if len(names) == len(wanted) else f"Item {i}"
                return kind, f"{name}: {_small(text)}"
    if is_number(got) and is_number(wanted):
        return _difference_of_numbers(np.asarray(got), np.asarray(wanted), tolerance, absolute)
    if isinstance(got, str) and isinstance(wanted, str):
        return "value", f"It should be {wanted!r}, but it is {got!r}"
    return "kind", f"Expected {kind_of(wanted)}, got {describe(got)}"


def _difference_of_dicts(got, wanted, tolerance, absolute):
    """The first part that differs. Keys with a space are what a check has looked at, in words."""
    for key in wanted:
        if key not in got:
            if " " in str(key):
                continue
            keys = ", ".join(map(str, wanted))
            return "missing-key", f"{key} is missing in it: the keys are {keys}"
        g, w = got[key], wanted[key]
        if same(g, w, tolerance, absolute):
            continue
        if w is True and got[key] is False:
            return "not-so", f"This does not hold: {key}"
        if isinstance(g, str) and isinstance(w, str):
            return "value", f"{key}: it should be {w}, but it is {g}"
        kind, text = difference(g, w, tolerance, absolute)
        return kind, f"{key}: {_small(text)}"
    more = ", ".join(str(key) for key in got if key not in wanted)
    return "more-keys", f"There is more in it than was asked for: {more}" if more else (
        "Not all of it could be looked at"
    )


def _difference_of_numbers(got, wanted, tolerance, absolute):
    if got.shape != wanted.shape:
        return "shape", (
            f"The shape should be {_shape(wanted)}, but it is {_shape(got)}"
            f"{_of_axes(got.shape, wanted.shape)}"
        )
    if got.dtype == bool or wanted.dtype == bool:  # NumPy has no minus and no ratio for these
        return "value", f"Expected {describe(wanted)}, got {describe(got)}"
    if np.isnan(got).any() and not np.isnan(wanted).any():
        return "nan", "It holds NaN (not a number): look for 0/0, log(0) or a square root below 0"
    if np.all(close(got, -wanted, tolerance, absolute)):
        return "sign", "The size is right, the sign is not"
    with np.errstate(all="ignore"):
        ratio = got[wanted != 0] / wanted[wanted != 0]
        factor = ratio.flat[0] if ratio.size > 1 else 1
        factor = factor if np.isfinite(factor) and factor != 0 else 1
        if abs(factor - 1) > 1e-3 and np.all(close(got, factor * wanted, 1e-4, tolerance)):
            return "factor", f"Every number is {factor:.4g} times what it should be"
    apart = ~close(got, wanted, tolerance, absolute)
    at = tuple(np.argwhere(apart)[0].tolist())
    expected, found = two(wanted[at], got[at])
    if not wanted.ndim:
        return "value", f"Expected {expected}, got {found}"
    if wanted.size > 6 or describe(got) == describe(wanted):
        place = ", ".join(map(str, at))
        return "value", (
            f"{apart.sum()} of {wanted.size} numbers are off. The first, at [{place}], should be "
            f"{expected}, but it is {found}"
        )
    return "value", f"Expected {describe(wanted)}, got {describe(got)}"


def _of_axes(got, wanted):
    """What the shapes say about the axes, as the end of a sentence."""
    for axis in range(len(wanted)):
        if wanted[:axis] + wanted[axis + 1 :] == got:
            return f": axis {axis} is gone, by a sum, a mean or an index"
    for axis in range(len(got)):
        if got[:axis] + got[axis + 1 :] == wanted:
            once = "keepdims or reshape left it" if got[axis] == 1 else "add up along it"
            return f": axis {axis} is one too many ({once})"
    if len(wanted) == 2 and got == wanted[::-1]:
        return ": it lies on its side"
    return ""


def two(a, b):
    """Two different numbers as texts, with enough digits to see that they differ."""
    for digits in range(4, 18):
        texts = _round(a, digits), _round(b, digits)
        if texts[0] != texts[1]:
            return texts
    return repr(a), repr(b)


def _round(number, digits=4):
    number = np.asarray(number).item()
    return f"{number:.{digits}g}" if isinstance(number, float) else repr(number)


def _shape(array):
    return f"{array.shape}" if array.ndim else "() (one number)"


def _small(text):
    """A sentence as it goes on behind a colon."""
    first = text.split(" ")[0]
    plain_word = first.isalpha() and first[1:].islower()
    return text[0].lower() + text[1:] if plain_word and first != "None" else text


def describe(value):
    """An observation in a few words: its kind, its shape, and its numbers if they are few."""
    if isinstance(value, np.ndarray) and value.ndim:
        if value.size <= 6:
            return np.array2string(value, precision=4, separator=", ").replace("\n", "")
        return f"an array of shape {value.shape} starting {_round(value.flat[0])}"
    if is_number(value):
        text = _round(value)
        return text if len(text) < 60 else f"{text[:20]}... ({len(text)} digits)"
    if isinstance(value, tuple):
        if len(value) > 4:
            return f"{len(value)} items"
        return "(" + ", ".join(describe(v) for v in value) + ")"
    if isinstance(value, dict):
        if len(value) > 4:
            return f"a dict of {len(value)} items"
        return "{" + ", ".join(f"{k}: {describe(v)}" for k, v in value.items()) + "}"
    if isinstance(value, str):
        return repr(value if len(value) < 60 else value[:60] + "...")
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    if isinstance(value, frozenset):
        return "the set {" + ", ".join(sorted(map(str, value))[:6]) + "}"
    if isinstance(value, Raised):
        return f"a {value.kind}"
    if isinstance(value, Module):
        return f"a {value.kind}"
    return value.kind if isinstance(value, Opaque) else "None"


def kind_of(value):
    """What is asked for in words that do not give it away."""
    if isinstance(value, (bool, np.bool_)):
        return "True or False"
    if isinstance(value, tuple):
        return f"{len(value)} values in brackets"
    if is_number(value):
        return f"an array of shape {np.shape(value)}" if np.ndim(value) else "a number"
    if isinstance(value, str):
        return "a text"
    if isinstance(value, dict):
        return f"{{{', '.join(map(str, value))}}}"
    if isinstance(value, frozenset):
        return "a set"
    return describe(value)


def shapes_of(wanted):
    """The shapes that are asked for, as a sentence; empty if there are none."""
    parts = wanted if isinstance(wanted, tuple) else (wanted,)
    if isinstance(wanted, dict):
        parts = wanted.values()
    arrays = [part for part in parts if isinstance(part, np.ndarray)]
    if not arrays or len(arrays) > 6:
        return "Asked is one number." if is_number(wanted) and not np.ndim(wanted) else ""
    shapes = [_shape(array) for array in arrays]
    if len(shapes) == 1:
        return f"The result should have the shape {shapes[0]}."
    return f"The results should have the shapes {', '.join(shapes[:-1])} and {shapes[-1]}."


def describe_call(case):
    """The arguments of a call, large arrays by their shape."""
    return ", ".join(
        f"shape {a.shape}" if isinstance(a, np.ndarray) and a.ndim and a.size > 6 else describe(a)
        for a in case
    )
