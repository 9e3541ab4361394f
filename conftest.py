"""Also for `pytest --nbval notebooks`, which does not read tests/conftest.py."""

import os

# What a test answers is nobody's progress; kernels that it starts inherit this.
os.environ["BACKPROP_PROGRESS"] = "off"
