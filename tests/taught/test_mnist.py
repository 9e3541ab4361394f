"""The data: complete, unpacked safely, and every failure a clear message that leaves nothing."""

import errno
import gzip
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from torchvision import datasets

from course_utils import mnist

LABELS = "t10k-labels-idx1-ubyte"


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*arguments, **keywords):
        raise OSError("the network is blocked in this test")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty data folder, named by the environment variable."""
    monkeypatch.setenv(mnist.FOLDER_VARIABLE, str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def archives(tmp_path, monkeypatch):
    """A copy of the shipped archives that a test may damage."""
    copy = tmp_path / "archives"
    shutil.copytree(mnist.ARCHIVES, copy)
    monkeypatch.setattr(mnist, "ARCHIVES", copy)
    return copy


def files_in(folder):
    return sorted(p.name for p in folder.rglob("*") if p.is_file())


def test_arrays_are_all_of_mnist():
    images, labels = mnist.load_arrays("train")
    assert (images.shape, images.dtype) == ((60_000, 28, 28), np.uint8)
    assert (labels.shape, labels.dtype) == ((60_000,), np.uint8)
    assert labels[:10].tolist() == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]
    assert mnist.load_arrays("test")[0].shape == (10_000, 28, 28)


def test_arrays_belong_to_the_caller():
    """Writing into them neither fails nor changes what the next one gets."""
    images, labels = mnist.load_arrays("test")
    images[0], labels[0] = 0, 3
    assert mnist.load_arrays("test")[1][0] == 7


def test_tensors():
    images, labels = mnist.load_tensors("test")
    assert (images.shape, images.dtype) == ((10_000, 784), torch.float32)
    assert labels.dtype == torch.int64
    assert (images.min(), images.max()) == (0.0, 1.0)
    pictures, _ = mnist.load_tensors("test", flat=False)
    assert pictures.shape == (10_000, 1, 28, 28)
    assert torch.equal(pictures.flatten(1), images)


def test_unknown_split_is_named():
    with pytest.raises(ValueError, match="validation"):
        mnist.load_arrays("validation")


def test_torchvision_takes_the_folder_as_downloaded(folder, no_network):
    root = mnist.torchvision_root()
    for split, train in (("train", True), ("test", False)):
        dataset = datasets.MNIST(root, train=train, download=True)
        images, labels = mnist.load_arrays(split)
        assert np.array_equal(dataset.data.numpy(), images)
        assert np.array_equal(dataset.targets.numpy(), labels)


def test_loads_without_a_network(no_network):
    assert len(mnist.load_tensors("train")[1]) == 60_000


def test_unpacks_once(folder):
    root = mnist.torchvision_root()
    before = {p: p.stat().st_mtime_ns for p in root.rglob("*")}
    assert mnist.torchvision_root() == root == folder
    assert {p: p.stat().st_mtime_ns for p in root.rglob("*")} == before


def test_mends_a_damaged_unpacked_file(folder):
    damaged = mnist.torchvision_root() / "MNIST" / "raw" / LABELS
    damaged.write_bytes(damaged.read_bytes()[:-1])
    mnist.torchvision_root()
    assert damaged.read_bytes() == mnist.read_archive(LABELS)


def test_two_programs_may_unpack_at_the_same_moment(folder):
    program = "from course_utils import mnist; mnist.torchvision_root()"
    both = [
        subprocess.Popen([sys.executable, "-c", program], stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    assert [(p.communicate()[1], p.returncode) for p in both] == [("", 0)] * 2
    assert files_in(folder) == sorted(mnist.SHA256)


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[: len(content) // 2],
        lambda content: b"",
        lambda content: b"<!DOCTYPE html>" + content,
        lambda content: content[:2000] + bytes(100) + content[2100:],
        lambda content: gzip.compress(b"something else"),
    ],
    ids=["truncated", "empty", "a web page", "damaged", "another file"],
)
def test_damaged_archive(archives, folder, damage):
    archive = archives / f"{LABELS}.gz"
    archive.write_bytes(damage(archive.read_bytes()))
    for load in (lambda: mnist.load_arrays("test"), mnist.torchvision_root):
        with pytest.raises(mnist.DataError) as failure:
            load()
        assert str(archive) in str(failure.value)
        assert "git checkout" in str(failure.value)
    assert LABELS not in files_in(folder)
    assert not [name for name in files_in(folder) if name.endswith(".part")]


def test_missing_archive(archives, folder):
    (archives / f"{LABELS}.gz").unlink()
    with pytest.raises(mnist.DataError, match=rf"{LABELS}\.gz is missing. Restore it"):
        mnist.load_arrays("test")


def test_full_disk(folder, monkeypatch):
    class Full:
        def __init__(self, handle):
            self.handle = handle

        def __enter__(self):
            return self

        def __exit__(self, *_):
            os.close(self.handle)

        def write(self, content):
            os.write(self.handle, content[:1000])
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(mnist.os, "fdopen", lambda handle, mode: Full(handle))
    with pytest.raises(mnist.DataError, match="The disk is full") as failure:
        mnist.torchvision_root()
    assert str(folder) in str(failure.value)
    assert files_in(folder) == []


def test_read_only_checkout_falls_back_to_the_cache_folder(tmp_path, monkeypatch):
    monkeypatch.delenv(mnist.FOLDER_VARIABLE, raising=False)
    # A file where a folder is needed refuses everyone, the administrator too.
    checkout = tmp_path / "checkout"
    checkout.write_text("in the way")
    cache = tmp_path / "cache"
    monkeypatch.setattr(mnist, "CHECKOUT", checkout)
    monkeypatch.setattr(mnist.platformdirs, "user_cache_path", lambda name: cache)
    assert mnist.torchvision_root() == cache
    assert files_in(cache) == sorted(mnist.SHA256)


def test_folder_that_cannot_be_written(tmp_path, monkeypatch):
    blocked = tmp_path / "blocked"
    blocked.write_text("in the way")
    monkeypatch.setenv(mnist.FOLDER_VARIABLE, str(blocked))
    with pytest.raises(mnist.DataError, match=mnist.FOLDER_VARIABLE) as failure:
        mnist.torchvision_root()
    assert str(blocked) in str(failure.value)
    assert blocked.read_text() == "in the way"


def test_notice_of_origin_and_licence_stands_beside_the_data():
    notice = (Path(mnist.__file__).parent / "data" / "README.md").read_text(encoding="utf-8")
    assert "Attribution-Share Alike 3.0" in notice
    assert "LeCun" in notice


def test_a_home_that_is_not_there_names_the_variable(monkeypatch):
    monkeypatch.setenv(mnist.FOLDER_VARIABLE, "~nosuchuser/x")
    for load in (mnist.torchvision_root, lambda: mnist.load_arrays("test")):
        with pytest.raises(mnist.DataError, match="BACKPROP_DATA is ~nosuchuser/x"):
            load()
