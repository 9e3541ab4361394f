"""The page as a widget: the same scripts, as one module, with any network of lesson 11."""

import shutil
import subprocess

import numpy as np
import pytest
import torch

from course_utils import live, training
from course_utils.live.data import weights_of


def test_all_sections_and_the_shipped_network_by_default():
    shown = live.widget()
    assert shown.sections == ["read", "walk", "train", "prove"]
    assert shown.weights == b""
    assert repr(shown) == "LiveNetwork: read, walk, train, prove"


def test_chosen_sections_and_own_weights():
    torch.manual_seed(0)
    net = training.Net()
    shown = live.widget("read", "walk", net=net)
    assert shown.sections == ["read", "walk"]
    assert np.array_equal(np.frombuffer(shown.weights, "<f4"), weights_of(net))


def test_what_is_refused():
    with pytest.raises(ValueError, match=r"read, walk, train, prove, not 'draw'"):
        live.widget("draw")
    with pytest.raises(ValueError, match="784-64-64-64-10"):
        live.widget(net=torch.nn.Linear(784, 10))


def test_module_holds_the_very_scripts_and_is_valid(tmp_path):
    module = live.widget()._esm
    for name in live.SCRIPTS:
        assert (live.FOLDER / name).read_text(encoding="utf-8") in module
    assert module.count("export default") == 1
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed: the widget's module was not parsed.")
    (tmp_path / "widget.mjs").write_text(module, encoding="utf-8")
    subprocess.run([node, "--check", tmp_path / "widget.mjs"], check=True)
