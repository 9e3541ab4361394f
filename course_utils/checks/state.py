"""What a program can change around itself, kept and put back."""

import builtins
import contextlib
import math
import os
import random
import sys
import warnings
from pathlib import Path

import numpy as np
import torch

_MODULES = (builtins, math, random, np, np.random, np.linalg, torch, torch.nn.functional)


@contextlib.contextmanager
def preserved():
    """Put back at the end: random states, folder, environment, settings, figures, functions.

    Functions are those that somebody patched in NumPy, PyTorch and a few other modules.
    """
    functions = [dict(vars(module)) for module in _MODULES]
    folder, environment = _folder(), dict(os.environ)
    states = random.getstate(), np.random.get_state(), torch.get_rng_state()
    errors, options = np.geterr(), np.get_printoptions()
    dtype, gradients = torch.get_default_dtype(), torch.is_grad_enabled()
    figures = _figures()
    try:
        with warnings.catch_warnings():
            yield
    finally:
        for module, before in zip(_MODULES, functions, strict=True):
            for name, value in before.items():
                if vars(module).get(name) is not value:
                    setattr(module, name, value)
        random.setstate(states[0])
        np.random.set_state(states[1])
        torch.set_rng_state(states[2])
        np.seterr(**errors)
        np.set_printoptions(**options)
        torch.set_default_dtype(dtype)
        torch.set_grad_enabled(gradients)
        if folder and _folder() != folder:
            os.chdir(folder)
        if dict(os.environ) != environment:
            os.environ.clear()
            os.environ.update(environment)
        for number in _figures() - figures:
            sys.modules["matplotlib.pyplot"].close(number)


def _folder():
    with contextlib.suppress(FileNotFoundError):  # the folder itself may be gone
        return Path.cwd()
    return None


def _figures():
    plt = sys.modules.get("matplotlib.pyplot")
    return set(plt.get_fignums()) if plt else set()
