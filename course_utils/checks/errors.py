"""What is said of an error in an answer: where it is, and for shapes what met there."""

import ast
import linecache
import sys
import traceback

import numpy as np
import torch

from course_utils.checks.comparing import Raised

_OF_SHAPES = (
    "core dimension",
    "could not be broadcast",
    "broadcastable",
    "shapes cannot be multiplied",
    "must match the size of tensor",
    "not aligned",
    "size mismatch",
    "inconsistent tensor size",
    "does not have enough dimensions",
)


def raised(error):
    """The observation of a call that ended in an error."""
    kind, message = type(error).__name__, _message(error)
    text = f"It raises {kind}: {message[:300]}".rstrip(": ")
    if isinstance(error, RecursionError):
        text = "It raises RecursionError: it calls itself without end"
    elif isinstance(error, MemoryError):
        text = "It raises MemoryError: it asks for more memory than there is"
    place = _place(error)
    line = f", in line {place[1]} of the cell" if place and place[1] else ""
    text += line
    if place and any(words in message for words in _OF_SHAPES):
        text = _shapes_met(*place, line) or text
    return Raised(kind, message, text)


def _message(error):
    try:
        return str(error)
    except BaseException:  # an error class of the learner's own
        return ""


def _place(error):
    """(frame, line, position of the instruction) of the learner's innermost function."""
    found = None
    for frame, line in traceback.walk_tb(error.__traceback__):
        name = frame.f_code.co_filename
        if not name.startswith((sys.prefix, sys.base_prefix, "<frozen")) and (
            "course_utils" not in name
        ):
            found = frame, line
    if found is None:
        return None
    step = error.__traceback__
    while step.tb_frame is not found[0]:
        step = step.tb_next
    positions = list(found[0].f_code.co_positions())
    return *found, positions[step.tb_lasti // 2]


def _shapes_met(frame, line, position, where):
    """Which operands of the failing expression have which shapes, as a sentence."""
    operands = _operands(frame, position)
    shown = []
    for text in operands:
        value = _value(text, frame)
        if isinstance(value, (np.ndarray, torch.Tensor, np.generic, int, float)):
            shown.append((text, _shape(value)))
    if len(shown) == 2:
        (left, a), (right, b) = shown
        return f"Two shapes do not fit{where}: {left} is {a} and {right} is {b}"
    arrays = {
        name: _shape(value)
        for name, value in frame.f_locals.items()
        if isinstance(value, (np.ndarray, torch.Tensor))
    }
    if not arrays:
        return None
    listed = ", ".join(f"{name} is {shape}" for name, shape in arrays.items())
    return f"Two shapes do not fit{where}. There {listed}"


def _operands(frame, position):
    """The source texts of what a failing `a @ b`, `a - b` or `np.dot(a, b)` joins."""
    first, last, start, end = position
    lines = linecache.getlines(frame.f_code.co_filename, frame.f_globals)
    if None in position or not 0 < first <= last <= len(lines):
        return []
    text = [line.encode() for line in lines[first - 1 : last]]
    text[-1] = text[-1][:end]
    text[0] = text[0][start:]
    try:
        node = ast.parse(b"".join(text).decode().strip(), mode="eval").body
    except SyntaxError:
        try:
            node = ast.parse(b"".join(text).decode().strip()).body[0]  # a += b
        except SyntaxError:
            return []
    if isinstance(node, ast.BinOp):
        parts = [node.left, node.right]
    elif isinstance(node, ast.AugAssign):
        parts = [node.target, node.value]
    elif isinstance(node, ast.Call):
        parts = node.args
    else:
        parts = []
    return [ast.unparse(part) for part in parts]


def _value(text, frame):
    """What an operand was: its value is computed again, in the answer's own process."""
    try:
        return eval(text, frame.f_globals, frame.f_locals)
    except Exception:
        return None


def _shape(value):
    shape = tuple(np.shape(value))
    return f"{shape}" if shape else "one number"
