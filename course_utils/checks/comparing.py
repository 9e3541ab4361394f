"""Comparing what an answer does with what the solution does.

An answer runs in another process (running.py), so all that is known of it are plain observations:
numbers, text, arrays, tuples, sets, dicts and the classes below, all of which can be pickled.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

import numpy as np
import torch

# Bound before a learner can exchange them: an answer that patches NumPy must not pass by that.
_asarray, _array, _abs, _isnan, _all, _max = np.asarray, np.array, np.abs, np.isnan, np.all, np.max
_DEEPEST = 20


@dataclass(frozen=True)
class Raised:
    """A call that ended in an error: its type and message, and what is known of the place."""

    kind: str
    message: str
    text: str = field(default="", compare=False)  # the same for the learner, in whole sentences


@dataclass(frozen=True)
class ChangedArguments:
    """A call that wrote into what it was given."""


@dataclass(frozen=True)
class Module:
    """A network, by its type and its parameters."""

    kind: str
    state: dict


@dataclass(frozen=True)
class Opaque:
    """Something without a value to compare: only its kind is known, in words."""

    kind: str


_TOO_DEEP = Opaque("a list that holds itself, or many lists in each other")


def plain(value, depth=0):
    """The value as an observation: what PyTorch, NumPy and Python share; a copy of all of it."""
    if depth > _DEEPEST:
        return _TOO_DEEP
    if isinstance(value, torch.Tensor):
        return _plain_tensor(value)
    if isinstance(value, np.ndarray):
        return _array(value) if is_number(value) else plain(value.tolist(), depth + 1)
    if isinstance(value, (str, bytes)):
        return str(value) if isinstance(value, str) else bytes(value)
    if isinstance(value, (bool, int, float, complex, np.generic)):
        return value
    if isinstance(value, (Fraction, Decimal)):
        return float(value)
    if isinstance(value, (list, tuple, range)):
        items = tuple(plain(v, depth + 1) for v in value)
        return _TOO_DEEP if any(item is _TOO_DEEP for item in items) else items
    if isinstance(value, (set, frozenset)):
        return frozenset(v if isinstance(v, (str, int, float)) else repr(v) for v in value)
    if isinstance(value, Mapping):
        return {
            k if isinstance(k, (str, int, float, tuple)) else repr(k): plain(v, depth + 1)
            for k, v in value.items()
        }
    if isinstance(value, torch.nn.Module):
        return Module(type(value).__name__, plain(dict(value.state_dict()), depth + 1))
    if value is None or isinstance(value, (Raised, ChangedArguments, Module, Opaque)):
        return value
    if isinstance(value, Iterator):
        return Opaque(f"a {type(value).__name__}, not a list: nothing is taken from it yet")
    if callable(value):
        return Opaque("a function" if hasattr(value, "__code__") else f"a {_name(value)}")
    return Opaque(f"a {type(value).__name__}" if value is not ... else "...")


def _name(value):
    return value.__name__ if isinstance(value, type) else type(value).__name__


def _plain_tensor(tensor):
    if tensor.layout != torch.strided or tensor.is_quantized:
        return Opaque("a sparse or quantised tensor: turn it into an ordinary one (to_dense())")
    tensor = tensor.detach().cpu().resolve_conj().resolve_neg()
    if tensor.dtype == torch.bfloat16:  # NumPy has no such numbers; no digit is lost here
        tensor = tensor.float()
    return _array(tensor.numpy())


def is_number(value):
    """Whether this is a number, True or False, or an array of them."""
    kinds = "biufc"
    if isinstance(value, (np.ndarray, np.generic)):
        return value.dtype.kind in kinds
    return isinstance(value, (bool, int, float, complex))


def as_asked(got, wanted):
    """An observation in the form of the wanted one, where NumPy gets there without loss.

    A list of numbers stands for an array, an array for a list or tuple of its rows.
    """
    if isinstance(wanted, np.ndarray) and isinstance(got, tuple):
        try:
            array = _asarray(got)
        except (ValueError, TypeError, OverflowError):  # ragged
            return got
        return array if is_number(array) or not len(got) else got
    if isinstance(wanted, tuple) and isinstance(got, np.ndarray) and got.ndim:
        return tuple(got)
    return got


def same(got, wanted, tolerance, absolute=None):
    """Whether two observations agree.

    tolerance is relative to each number by itself, since a rule may show in the tail only, where
    all numbers are small. absolute: what may be off beside it; as a rule what rounding leaves where
    a sum cancels, 1e-12 of the largest number.
    """
    got = as_asked(got, wanted)
    if isinstance(got, tuple) and isinstance(wanted, tuple):
        return len(got) == len(wanted) and all(
            same(g, w, tolerance, absolute) for g, w in zip(got, wanted, strict=True)
        )
    if isinstance(got, dict) and isinstance(wanted, dict):
        return got.keys() == wanted.keys() and all(
            same(got[k], wanted[k], tolerance, absolute) for k in wanted
        )
    if isinstance(got, Module) and isinstance(wanted, Module):
        return same(got.state, wanted.state, tolerance, absolute)
    if is_number(got) and is_number(wanted):
        got, wanted = _asarray(got), _asarray(wanted)
        return got.shape == wanted.shape and bool(_all(close(got, wanted, tolerance, absolute)))
    return type(got) is type(wanted) and not is_number(got) and bool(got == wanted)


def close(got, wanted, tolerance, absolute=None):
    """Where two arrays of one shape agree, as an array of True and False."""
    if {got.dtype.kind, wanted.dtype.kind} & {"b", "O"}:  # O: whole numbers beyond 64 bits
        return got == wanted
    narrow = got.dtype.kind == "f" and got.dtype.itemsize < 8
    # float32 and whole numbers of all kinds meet as float64 (complex numbers stay what they are).
    got, wanted = (a if a.dtype.kind in "fc" and a.dtype.itemsize > 4 else a.astype(float)
                   for a in (got, wanted))  # fmt: skip
    size = _abs(wanted)
    finite = size[size < np.inf]
    largest = max(1.0, float(_max(finite))) if finite.size else 1.0
    if absolute is None:
        absolute = (1e-6 if narrow else 1e-12) * largest if tolerance else 0.0
    if narrow and tolerance:
        tolerance = max(tolerance, 1e-5)
    with np.errstate(all="ignore"):
        near = _abs(got - wanted) <= absolute + tolerance * size
    return (near & (size < np.inf)) | (got == wanted) | (_isnan(got) & _isnan(wanted))


def both_raise(a, b):
    """Whether both are errors of one type; the messages may differ."""
    return isinstance(a, Raised) and isinstance(b, Raised) and a.kind == b.kind


def unchanged(arguments, originals):
    """Whether the arguments of a call are still what they were, to the last digit."""
    if isinstance(arguments, (tuple, list)) and len(arguments) == len(originals):
        return all(unchanged(a, o) for a, o in zip(arguments, originals, strict=True))
    if isinstance(arguments, np.ndarray) and arguments.dtype != object:
        return arguments.shape == originals.shape and arguments.tobytes() == originals.tobytes()
    return same(plain(arguments), plain(originals), 0.0)
