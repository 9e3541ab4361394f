"""JupyterLab in a real browser, on a copy of the course. Run by `make test-browser` only.

The browser is a Chromium or Chrome that is already installed; the environment variable
BACKPROP_BROWSER may name its program. Nothing is downloaded.
"""

import importlib.util
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from lessons import CHECKOUT

VARIABLE = "BACKPROP_BROWSER"
PROGRAMS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
ELSEWHERE = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
# Neither questions about news, nor cells that are not drawn because they are out of sight.
SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "notebook-extension/tracker": {"windowingMode": "none"},
}


def find_browser():
    """The path of an installed browser, or None."""
    if os.environ.get(VARIABLE):
        return shutil.which(os.environ[VARIABLE])
    found = [shutil.which(program) for program in PROGRAMS]
    return next(filter(None, found + [path for path in ELSEWHERE if Path(path).is_file()]), None)


def what_is_missing():
    """One line that says what to install, or None if the tests can run."""
    if importlib.util.find_spec("playwright") is None:
        return "Playwright is missing: run `make test-browser`, or `pip install playwright`."
    if find_browser() is None:
        named = os.environ.get(VARIABLE)
        found = f"there is no program {named}" if named else "neither Chromium nor Chrome was found"
        return f"No browser: {found}. Install one, or set {VARIABLE} to its program."
    return None


def pytest_configure(config):
    missing = what_is_missing()
    if missing:
        pytest.exit(missing, returncode=1)


@pytest.fixture(scope="session")
def course(tmp_path_factory):
    """A copy of the course that the tests may change."""
    folder = tmp_path_factory.mktemp("course")
    for name in ("notebooks", "images", "course_utils"):
        ignored = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
        shutil.copytree(CHECKOUT / name, folder / name, ignore=ignored)
    shutil.copy(CHECKOUT / "pyproject.toml", folder)
    return folder


class Lab:
    """A running JupyterLab: its address, and its settings by theme."""

    def __init__(self, url, settings):
        self.url, self._settings = url, settings

    def set(self, plugin, values):
        path = self._settings / "@jupyterlab" / f"{plugin}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values), encoding="utf-8")


@pytest.fixture(scope="session")
def lab(course, tmp_path_factory):
    own = tmp_path_factory.mktemp("jupyter")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    lab = Lab(f"http://127.0.0.1:{port}", own / "settings")
    for plugin, values in SETTINGS.items():
        lab.set(plugin, values)
    folders = {
        f"{name}_DIR": str(own / name.split("_")[-1].lower())
        for name in (
            "JUPYTER_CONFIG",
            "JUPYTER_DATA",
            "JUPYTER_RUNTIME",
            "JUPYTERLAB_SETTINGS",
            "JUPYTERLAB_WORKSPACES",
            "IPYTHON",
        )
    }
    folders["IPYTHONDIR"] = folders.pop("IPYTHON_DIR")
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", f"--ServerApp.root_dir={course}"),
        *(f"--ServerApp.port={port}", "--ServerApp.port_retries=0", "--ServerApp.ip=127.0.0.1"),
        *("--IdentityProvider.token=", "--LabApp.expose_app_in_browser=True"),
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    environment = os.environ | folders | {"PYTHONPATH": str(course), "BACKPROP_DATA": str(own)}
    log = own / "lab.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=subprocess.STDOUT, cwd=course, env=environment
        )
    try:
        _wait_until_it_answers(lab.url, process, log)
        yield lab
    finally:
        process.terminate()
        process.wait(30)


def _wait_until_it_answers(url, process, log, seconds=60):
    for _ in range(4 * seconds):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{url}/api/status", timeout=5):
                return
        except OSError:
            time.sleep(0.25)
    pytest.exit(f"JupyterLab did not start: {log.read_text()[-500:]}", returncode=1)


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        yield browser
        browser.close()


class Lesson:
    """One lesson, opened in the browser."""

    def __init__(self, page, lab, name):
        self.page, self.errors = page, []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(f"{lab.url}/lab/tree/notebooks/{name}?reset")
        self.has("widget.content.model.cells.length > 0 && widget.sessionContext.isReady")

    def evaluate(self, expression):
        """A JavaScript expression of `app` and the notebook's `widget`."""
        return self.page.evaluate(
            "async () => { const app = window.jupyterapp; const widget = app.shell.currentWidget;"
            f"return {expression}; }}"
        )

    def has(self, condition, seconds=90):
        """Wait until a JavaScript condition on the notebook's `widget` is true."""
        self.page.wait_for_function(
            "() => { const widget = window.jupyterapp?.shell?.currentWidget;"
            "const there = Boolean(widget?.content?.model && widget?.sessionContext);"
            f"return there && ({condition}); }}",
            timeout=1000 * seconds,
        )

    def run_all(self):
        """Run, Run All Cells, by the menu; wait until the last cell has finished, or an error."""
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        # An error ends the run, and the cells behind it never get their numbers.
        self.has(
            "(cells => cells.every(cell => cell.prompt?.trim() !== '*') &&"
            " (cells.every(cell => cell.model.executionCount) || cells.some(cell =>"
            " cell.model.outputs.toJSON().some(output => output.output_type === 'error'))))"
            "(widget.content.widgets.filter(cell => cell.model.type === 'code')) &&"
            " widget.sessionContext.session.kernel.status === 'idle'",
            seconds=600,
        )

    def cells(self):
        return self.evaluate("widget.content.model.toJSON()")["cells"]

    def close(self):
        self.evaluate("await app.serviceManager.sessions.shutdownAll()")
        self.page.context.close()


@pytest.fixture(scope="session")
def open_lesson(lab, browser):
    """open_lesson(name, **context): the lesson in a fresh window; close() it when done."""

    def open_one(name, **context):
        page = browser.new_context(viewport={"width": 1280, "height": 900}, **context).new_page()
        return Lesson(page, lab, name)

    return open_one
