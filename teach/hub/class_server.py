"""A class server: one computer runs the course for everybody, and learners need only a browser.

``make hub`` starts it for a room that trusts itself. ``sudo make hub CLOSED=1`` gives each learner
a home that the others can't read. What each is, and is not: README.md beside this file.
"""

import argparse
import contextlib
import datetime
import html
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]
sys.path[:0] = [str(CHECKOUT), str(HERE)]

from course_utils.board.store import Store  # noqa: E402
from course_utils.mnist import DataError, torchvision_root  # noqa: E402
from course_utils.plumbing.options import OneLineParser, whole  # noqa: E402

# The learners' own, then the hub's, the proxy's and the board's, which only this computer reaches.
PORTS = 4
BOARD = "/services/board/"
PROXY = CHECKOUT / ".venv" / "proxy" / "node_modules" / ".bin" / "configurable-http-proxy"
AS_ROOT = (
    "You are root, and in an open room every learner would be root too. Start it as an ordinary "
    "user, or with closed homes: sudo make hub CLOSED=1. In a container of your own that holds "
    "nothing else: OPTIONS=--even-as-root."
)


def main(arguments=None):
    """Start the class server and stay until it is stopped. Returns the exit code."""
    chosen = options(arguments)
    try:
        import seats
    except ImportError as error:
        print(f"The class server is not installed ({error}): use `make hub`.")
        return 1
    if problem := obstacle(chosen):
        print(problem)
        return 1
    try:
        chosen.folder.mkdir(parents=True, exist_ok=True)
        # In an open room learners' servers run as this user; other users need not look in.
        chosen.folder.chmod(0o700)
        known = seats.codes(chosen.folder / "seats.json", chosen.seats)
        slips = write_slips(chosen, known)
    except (OSError, ValueError) as error:
        print(error)
        return 1
    print(f"The codes of {chosen.seats} seats, to print and cut: {slips}")
    if chosen.codes:
        return 0
    with contextlib.suppress(DataError):
        torchvision_root()  # once, so that not everybody unpacks it
    return serve(chosen, known, welcome(chosen, known[seats.TEACHER]))


def serve(chosen, known, words):
    """Run JupyterHub until it is stopped; say the words once it answers. Returns the exit code."""
    environment = os.environ | {"BACKPROP_CLASS": json.dumps(settings(chosen, known))}
    config = HERE / "jupyterhub_config.py"
    command = [sys.executable, "-m", "jupyterhub", "-f", str(config)]
    log = chosen.folder / "hub.log"
    with log.open("w", encoding="utf-8") as file:
        # A session of its own: Control-C comes to this program alone, which stops the hub once.
        hub = subprocess.Popen(
            command,
            env=environment,
            cwd=chosen.folder,
            start_new_session=True,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    stopped = []

    def stop(*_):
        if not stopped:
            print("Stopping all servers. Learners' work is in their homes.", flush=True)
            hub.terminate()
        stopped.append(True)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while hub.poll() is None and not stopped and not answers(chosen.port):
        time.sleep(0.2)
    if hub.poll() is None and not stopped:
        print(words, flush=True)
    code = hub.wait()
    if not stopped:
        end = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-5:])
        print(f"The class server ended by itself. The end of {log}:\n{end}")
        return code or 1
    return 0


def options(arguments=None):
    """What the teacher chose."""
    parser = OneLineParser(prog="make hub", description=__doc__)
    parser.add_argument("--seats", type=whole(1, 99), default=30, help="how many learners (30)")
    parser.add_argument(
        "--open", action="store_true", help="listen on the network; without it, on this computer"
    )
    parser.add_argument("--port", type=whole(1024, 65_000), default=8000)
    parser.add_argument("--folder", type=Path, help="homes and codes (my_class/)")
    parser.add_argument("--codes", action="store_true", help="write the sheet of codes and stop")
    parser.add_argument("--closed", action="store_true", help="a system user per learner (root)")
    parser.add_argument("--even-as-root", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument(
        "--cull", type=whole(5, 1440), default=90, help="minutes until what is idle is stopped (90)"
    )
    cores = os.cpu_count() or 1
    parser.add_argument(
        "--starts", type=whole(1, 50), default=cores + 1, help=f"starts at once ({cores + 1} here)"
    )
    chosen = parser.parse_args(arguments)
    default = Path("/srv/backprop-class") if chosen.closed else CHECKOUT / "my_class"
    chosen.folder = (chosen.folder or default).resolve()
    return chosen


def obstacle(chosen):
    """What keeps the server from starting, with the cure; None if nothing does."""
    if sys.platform == "win32":
        return "JupyterHub does not run on Windows. Use a Linux computer, or WSL on this one."
    root = os.geteuid() == 0
    if chosen.closed and not root:
        return "Closed homes need root, to make a user per seat: sudo make hub CLOSED=1"
    if chosen.closed and not PROXY.exists():
        return f"The proxy is not installed ({PROXY}): use sudo make hub CLOSED=1."
    if chosen.closed and (unread := unreadable_for_others(CHECKOUT, sys.executable)):
        return (
            f"Learners can't read {unread}. Put the course where everybody may read it, such as "
            "/opt/backprop-course, with a Python of the system: sudo make hub CLOSED=1 "
            "PYTHON=/usr/bin/python3"
        )
    if root and not chosen.closed and not chosen.even_as_root:
        return AS_ROOT
    for port in range(chosen.port, chosen.port + PORTS):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                return (
                    f"Port {port} is in use, perhaps by a class server that still runs. Stop that, "
                    f"or take others: OPTIONS='--port {chosen.port + 100}'"
                )
    return None


def unreadable_for_others(*paths):
    """The first folder or file on the way to these that other users can't enter or read."""
    for path in map(Path, paths):
        # A link has two ways: to itself, and to what it means.
        for place in (path.absolute(), path.resolve()):
            for step in [*reversed(place.parents), place]:
                needed = (0o4 if step == place else 0) | (0o1 if step.is_dir() else 0)
                if step.stat().st_mode & needed != needed:
                    return step
    return None


def answers(port):
    """Whether the class server on this computer answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/hub/health", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def settings(chosen, known):
    """What jupyterhub_config.py reads."""
    python_proxy = Path(sys.executable).with_name("configurable-http-proxy")
    return {
        "checkout": str(CHECKOUT),
        "folder": str(chosen.folder),
        "host": "0.0.0.0" if chosen.open else "127.0.0.1",
        "port": chosen.port,
        "closed": chosen.closed,
        "root": os.geteuid() == 0 and not chosen.closed,
        "seats": list(known),
        "cull": chosen.cull,
        "starts": chosen.starts,
        "proxy": [str(PROXY if chosen.closed else python_proxy), "--log-level=error"],
        "services": [board_service(chosen)],
    }


def board_service(chosen):
    """The class board as JupyterHub runs it: behind its own address, /services/board/."""
    port = chosen.port + 3
    command = [
        sys.executable,
        "-m",
        "course_utils.board",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    command += ["--prefix", BOARD, "--data", str(chosen.folder / "board")]
    command += ["--class", str(datetime.date.today()), "--name", socket.gethostname()]
    return {
        "name": "board",
        "url": f"http://127.0.0.1:{port}",
        "command": command,
        "environment": {"PYTHONPATH": str(CHECKOUT)},
    }


def board_lines(chosen):
    """How a teacher opens the class board, and how a learner joins it."""
    store = Store(chosen.folder / "board")
    one = store.open_class(str(datetime.date.today()))
    store.close()
    here, code = f"127.0.0.1:{chosen.port}{BOARD.rstrip('/')}", f"{one.code[:4]}-{one.code[4:]}"
    return [
        f"The class board is at {address(chosen)}{BOARD}#{one.key} (for you alone).",
        f'Learners join it in lesson 00: progress.join("{here}", "{code}")',
    ]


def address(chosen):
    """What learners type into their browser."""
    return f"http://{own_address() if chosen.open else '127.0.0.1'}:{chosen.port}"


def own_address():
    """This computer's address in its network; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address for documentation
            return probe.getsockname()[0]
        except OSError:
            return "127.0.0.1"


def welcome(chosen, teachers_code):
    """What a teacher has to know, each in one line."""
    room = (
        "Each learner has a home of their own, closed to the others."
        if chosen.closed
        else "All learners work as one user: whoever wants to can read and change others' files."
    )
    reach = (
        "It listens on the network, without encryption: for a network that you trust."
        if chosen.open
        else "It listens on this computer only. For the class: OPTIONS=--open"
    )
    return "\n".join(
        [
            room,
            reach,
            f"Learners open {address(chosen)} and type the code of their seat.",
            f"Yours is {teachers_code}; with it, {address(chosen)}/hub/admin shows all seats.",
            *board_lines(chosen),
            f"Homes, codes and hub.log: {chosen.folder}. Control-C stops it, and nothing is lost.",
        ]
    )


def write_slips(chosen, known):
    """Write the page with one slip of paper per seat. Returns its path."""
    where = html.escape(address(chosen))
    slips = "\n".join(
        f"<li><b>{html.escape(name.removeprefix('seat-'))}</b> {where}<br>"
        f"<code>{html.escape(code)}</code></li>"
        for name, code in known.items()
    )
    page = (HERE / "slips.html").read_text(encoding="utf-8").replace("{{ slips }}", slips)
    path = chosen.folder / "slips.html"
    path.touch(mode=0o600)
    path.write_text(page, encoding="utf-8")
    return path


if __name__ == "__main__":
    sys.exit(main())
