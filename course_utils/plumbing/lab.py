"""JupyterLab with the course, by one command: ``python -m course_utils.lab``, or `make lab`.

It makes the learner's own copy, opens lesson 00 of it, and says in a few lines what it does.
--class=ADDRESS/CODE joins a class first. Other arguments go on to JupyterLab, such as
--ServerApp.port=9999, or the path of another notebook.
"""

import os
import sys
import sysconfig
import webbrowser
from pathlib import Path

from course_utils.plumbing import classroom, editions, working_copy

CUSTOM = editions.CHECKOUT / "course_utils" / "jupyterlab"  # custom.css limits the lines' length


def main(arguments=None):
    """Start JupyterLab and stay until it is stopped. Returns the exit code."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    try:
        from jupyterlab.labapp import LabApp
    except ImportError as error:
        print(f"JupyterLab can't start ({error}). Install the course first: see README.md, Start.")
        return 1
    try:
        for sentence in working_copy.update():
            print(sentence)
    except OSError as error:
        print(
            f"Your own copy of the lessons can't be written ({error}). Copy the course's folder to "
            "a place that is yours, with some free space, and start there."
        )
        return 1
    arguments = join_class(arguments)
    use_course_python()
    server = LabApp.initialize_server(argv=options(arguments))
    # No option names this folder; a custom.css of the learner's own is found first.
    server.web_app.settings["static_custom_path"].append(str(CUSTOM))
    # The server begins to listen as the first act of its loop: the address is good only after that.
    server.io_loop.add_callback(lambda: print(welcome(server, arguments), flush=True))
    # This would print the address once more, in several lines.
    server.identity_provider.token_generated = False
    server.start()
    return 0


def join_class(arguments):
    """Join the class of --class=ADDRESS/CODE, if it is among the arguments; returns the others.

    JupyterLab starts in any case: a board that is away keeps nobody from learning.
    """
    others = [argument for argument in arguments if not argument.startswith("--class=")]
    for argument in arguments:
        if argument.startswith("--class="):
            try:
                classroom.join(*classroom.address_and_code(argument.removeprefix("--class=")))
            except ValueError as error:
                print(error)
    return others


def options(arguments, root=None, browser=None):
    """JupyterLab's arguments: the course's own, except where the learner gives another."""
    root = is_root() if root is None else root
    browser = has_browser() if browser is None else browser
    own = {
        # The root is the course's folder, or no lesson would reach its pictures in images/.
        "ServerApp.root_dir": editions.CHECKOUT.resolve(),
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.allow_root": root,
        "ServerApp.open_browser": browser,
        "ServerApp.log_level": "WARN",
        "LabApp.log_level": "WARN",
        "LabApp.custom_css": True,
    }
    given = {argument.lstrip("-").split("=")[0] for argument in arguments}
    own = [f"--{name}={value}" for name, value in own.items() if name not in given]
    others = [argument for argument in arguments if argument.startswith("-")]
    return [*own, *others, first_page(arguments)]


def first_page(arguments):
    """The notebook that is opened: the one that was named, or lesson 00 of the learner's copy."""
    named = [argument for argument in arguments if not argument.startswith("-")]
    return named[0] if named else str(working_copy.FOLDER / "00_start_here.ipynb")


def welcome(server, arguments):
    """What a learner has to know, each in one line."""
    lines = []
    if is_root():
        reach = "this machine only" if server.ip == "127.0.0.1" else server.ip
        lines.append(f"You are root: allowed here. It listens on {reach}, and asks for its token.")
    url = address(server, arguments)
    if server.open_browser:
        lines.append(f"JupyterLab opens in your browser. If it does not, open {url}")
    else:
        lines.append(f"Open this address in a browser: {url}")
    lines.append("Control-C in this terminal stops it.")
    return "\n".join(lines)


def address(server, arguments):
    """The address of the page that is opened first, with its token."""
    opened = Path(first_page(arguments)).resolve()
    inside = opened.is_relative_to(server.root_dir)
    page = f"lab/tree/{opened.relative_to(server.root_dir).as_posix()}" if inside else "lab"
    token = server.identity_provider.token
    host = server.ip if server.ip not in ("", "0.0.0.0", "::", "*") else "127.0.0.1"
    scheme = "https" if server.certfile else "http"
    end = f"?token={token}" if token else ""
    return f"{scheme}://{host}:{server.port}{server.base_url}{page}{end}"


def use_course_python():
    """`python` in Lab's own terminals and in cells is the Python that runs this."""
    folders = [sysconfig.get_path("scripts"), os.environ.get("PATH", "")]
    os.environ["PATH"] = os.pathsep.join(filter(None, folders))


def is_root():
    """Whether the superuser runs this; JupyterLab then wants to be allowed."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def has_browser():
    """Whether a window can open: on Linux a browser of the terminal would take the terminal."""
    if sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    ):
        return False
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True
