"""The environment check: PASS here, and a FAIL with its cure for everything that can be missing."""

import importlib.metadata
import subprocess
import sys
from types import SimpleNamespace

import pytest

from course_utils import mnist
from course_utils.plumbing import check_env


@pytest.fixture
def report(capsys):
    def run():
        code = check_env.main()
        return code, capsys.readouterr().out

    return run


def test_passes_here(report, monkeypatch):
    def _kernel():
        return True, "the tests may run on any", ""

    monkeypatch.setattr(check_env, "_kernel", _kernel)
    code, said = report()
    assert "FAIL" not in said
    assert [line.split()[1] for line in said.splitlines() if line.startswith(("PASS", "FAIL"))] == [
        "kernel",
        "python",
        "packages",
        "threads",
        "memory",
        "data",
    ]
    assert code == 0
    assert said.endswith("Ready.\n")


def fails(report, name, cure):
    code, said = report()
    lines = said.splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith(f"FAIL  {name}"))
    assert cure in lines[at + 1]
    assert code == 1
    assert "Not ready" in lines[-1]
    return lines[at]


@pytest.mark.parametrize("version", [(3, 10, 9), (3, 14, 0), (2, 7, 18)])
def test_wrong_python(report, monkeypatch, version):
    monkeypatch.setattr(check_env.sys, "version_info", version)
    fails(report, "python", "PYTHON=")


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 13, 5)])
def test_right_python(monkeypatch, version):
    monkeypatch.setattr(check_env.sys, "version_info", version)
    assert check_env._python()[0]


def test_missing_package(report, monkeypatch):
    real = importlib.metadata.version

    def version(name):
        if name == "torchvision":
            raise importlib.metadata.PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(importlib.metadata, "version", version)
    assert "torchvision is missing" in fails(report, "packages", "make lab")


def test_old_package(report, monkeypatch):
    real = importlib.metadata.version
    monkeypatch.setattr(
        importlib.metadata, "version", lambda n: "2.7.1+cpu" if n == "torch" else real(n)
    )
    assert "torch is 2.7.1+cpu, older than 2.8" in fails(report, "packages", "make lab")


def test_another_kernel(report, monkeypatch, tmp_path):
    (tmp_path / ".venv").mkdir()
    (tmp_path / "pyproject.toml").write_bytes((check_env.CHECKOUT / "pyproject.toml").read_bytes())
    monkeypatch.setattr(check_env, "CHECKOUT", tmp_path)
    monkeypatch.setattr(check_env.sys, "prefix", str(tmp_path / "elsewhere"))
    # A conda user's terminal has this set even where another Python runs.
    monkeypatch.setenv("CONDA_PREFIX", str(tmp_path / "conda"))
    assert "in a folder named elsewhere" in fails(report, "kernel", "Kernel > Change Kernel")
    fails(report, "kernel", "`make check`")


def test_another_python_says_nothing_of_the_course(report, monkeypatch):
    """A healthy course is not called broken by a Python that has none of its packages."""

    def _kernel():
        return False, "another Python", "make check"

    monkeypatch.setattr(check_env, "_kernel", _kernel)
    assert report()[1].splitlines()[0].startswith("FAIL  kernel")
    assert "packages" not in report()[1]


@pytest.mark.parametrize("kind", [".venv", "conda-meta", "neither"])
def test_kernel_line_holds_no_path(monkeypatch, tmp_path, kind):
    """The line is committed with lesson 00's results."""
    monkeypatch.setattr(check_env, "CHECKOUT", tmp_path)
    prefix = tmp_path / (".venv" if kind == ".venv" else "backprop")
    (prefix / kind).mkdir(parents=True)
    monkeypatch.setattr(check_env.sys, "prefix", str(prefix))
    monkeypatch.setattr(check_env.sys, "executable", str(prefix / "bin" / "python"))
    passed, line, _ = check_env._kernel()
    assert passed
    assert "/" not in line
    assert "\\" not in line
    if kind == "conda-meta":
        assert line == "conda environment backprop"


def test_too_many_threads(report, monkeypatch):
    import torch

    monkeypatch.setattr(torch, "get_num_threads", lambda: 999)
    fails(report, "threads", "OMP_NUM_THREADS")


@pytest.mark.parametrize("threads, passed", [(1, True), (2, False)])
def test_only_the_cores_that_this_program_may_use_count(monkeypatch, threads, passed):
    """As under `taskset -c 0`, whatever the machine has."""
    import torch

    monkeypatch.setattr(check_env.os, "sched_getaffinity", lambda _: {0}, raising=False)
    monkeypatch.setattr(check_env.os, "cpu_count", lambda: 64)
    monkeypatch.setattr(torch, "get_num_threads", lambda: threads)
    assert check_env._threads()[:2] == (passed, f"{threads} of 1 usable cores")


def test_little_memory(report, monkeypatch):
    import psutil

    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=0.2e9))
    assert "0.2 GB" in fails(report, "memory", "close other programs")


def test_damaged_data(report, monkeypatch, tmp_path):
    monkeypatch.setattr(mnist, "ARCHIVES", tmp_path)
    monkeypatch.setenv(mnist.FOLDER_VARIABLE, str(tmp_path / "data"))  # no unpacked copy either
    fails(report, "data", "git checkout -- course_utils/data")


def test_reports_missing_packages_where_nothing_is_installed(tmp_path):
    """On a bare Python the check itself still runs: -S hides everything that was installed."""
    (tmp_path / "pyproject.toml").write_bytes((check_env.CHECKOUT / "pyproject.toml").read_bytes())
    program = (
        "import pathlib, sys; from course_utils.plumbing import check_env; "
        "check_env.CHECKOUT = pathlib.Path(sys.argv[1]); check_env.main()"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", program, str(tmp_path)],
        cwd=check_env.CHECKOUT,
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    assert "torch is missing" in done.stdout
    assert "Not ready" in done.stdout
