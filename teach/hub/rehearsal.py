"""Will this computer do for the class? Simulated learners try it: ``make hub-rehearsal``.

Each logs in with the code of a seat, waits for a server, opens a lesson, runs its cells up to the
first exercise, answers that, and has the answer checked. The class server must be running on this
computer; nothing is sent anywhere else.
"""

import contextlib
import dataclasses
import json
import random
import re
import statistics
import sys
import threading
import time
import urllib.parse
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import requests
import websocket

CHECKOUT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(CHECKOUT))

from course_utils.plumbing import editions  # noqa: E402
from course_utils.plumbing.options import OneLineParser, whole  # noqa: E402

PATIENCE = 600  # seconds until a learner gives up


class Refused(RuntimeError):
    """What a learner would see instead of the course."""


@dataclasses.dataclass
class Lesson:
    """name: the file's. cells: sources, of which the last answers an exercise and checks it."""

    name: str
    cells: list[str]


def lesson(number, whole_lesson=False):
    """The cells of a lesson up to its first exercise, answered with the lesson's own solution.

    whole_lesson: all of its code cells instead.
    """
    (path,) = (CHECKOUT / "notebooks").glob(f"{number:02d}_*.ipynb")
    cells = [cell for cell in editions.read(path)["cells"] if cell["cell_type"] == "code"]
    if whole_lesson:
        return Lesson(path.name, ["".join(cell["source"]) for cell in cells])
    sources = []
    for cell in cells:
        if "solution" in cell["metadata"].get("tags", []):
            return Lesson(path.name, [*sources, "".join(cell["source"])])
        if not {"exercise", "check"} & set(cell["metadata"].get("tags", [])):
            sources.append("".join(cell["source"]))
    return Lesson(path.name, sources)


class Learner:
    """A browser, so far as a class server can tell: cookies, redirects, a kernel's channel."""

    def __init__(self, address, code):
        self.address, self.code = address, code
        self.web = requests.Session()
        self.seconds, self.tries = {}, 0
        self._kernel = None

    def log_in(self):
        """Type the code. Raises Refused if it is not known."""
        self._get("/hub/login")
        form = {"username": "", "password": self.code, "_xsrf": self.web.cookies["_xsrf"]}
        answer = self.web.post(
            f"{self.address}/hub/login", data=form, allow_redirects=False, timeout=PATIENCE
        )
        if answer.status_code != 302:
            raise Refused(f"the code {self.code} was answered with {answer.status_code}")

    def wait_for_server(self, end):
        """Go on as the pages do: the one that refuses tries again, the one that waits looks again.

        Returns the server's own address.
        """
        while time.monotonic() < end:
            answer = self._get("/hub/spawn")
            self.tries += answer.status_code == 429
            if answer.ok and urllib.parse.urlparse(answer.url).path.startswith("/user/"):
                return re.match(r".*/user/[^/]+", answer.url).group()
            if answer.status_code not in (200, 424, 429, 503):
                raise Refused(f"{answer.url} was answered with {answer.status_code}")
            time.sleep(random.uniform(1, 2) if answer.ok else random.uniform(5, 15))
        raise Refused(f"no server within {PATIENCE} s")

    def work(self, lesson):
        """The whole visit. Returns what the last cell printed; fills self.seconds."""
        start, end = time.monotonic(), time.monotonic() + PATIENCE
        self.log_in()
        server = self.wait_for_server(end)
        self.seconds["server"] = time.monotonic() - start
        answer = self.web.get(f"{server}/api/contents/course/{lesson.name}", timeout=PATIENCE)
        if not answer.ok or answer.json()["type"] != "notebook":
            raise Refused(f"{lesson.name} was answered with {answer.status_code}")
        path = urllib.parse.urlparse(server).path
        self.web.headers["X-XSRFToken"] = self.web.cookies.get("_xsrf", path=f"{path}/")
        kernel = {"name": "python3", "path": "course"}
        answer = self.web.post(f"{server}/api/kernels", json=kernel, timeout=PATIENCE)
        answer.raise_for_status()
        self._kernel = f"{server}/api/kernels/{answer.json()['id']}"
        with self._channel() as kernel:
            printed = [_run(kernel, cell, end) for cell in lesson.cells]
        self.seconds["all"] = time.monotonic() - start
        return printed[-1]

    def _get(self, path):
        return self.web.get(self.address + path, timeout=PATIENCE)

    def leave(self):
        """Stop the kernel, if there is one."""
        if self._kernel:
            with contextlib.suppress(requests.RequestException):
                self.web.delete(self._kernel, timeout=PATIENCE)

    def _channel(self):
        request = requests.Request("GET", self._kernel)
        cookies = requests.cookies.get_cookie_header(self.web.cookies, request)
        address = f"{self._kernel.replace('http', 'ws', 1)}/channels"
        return contextlib.closing(
            websocket.create_connection(address, cookie=cookies, timeout=PATIENCE)
        )


def _run(kernel, source, end):
    """Run one cell; returns what it printed. Raises Refused where it fails."""
    message = uuid.uuid4().hex
    header = {"msg_id": message, "msg_type": "execute_request", "username": "", "session": message}
    content = {"code": source, "silent": False, "store_history": True, "allow_stdin": False}
    request = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
    kernel.send(json.dumps(request | {"channel": "shell", "buffers": []}))
    printed = []
    while time.monotonic() < end:
        answer = kernel.recv()
        if isinstance(answer, bytes):
            continue  # a widget's picture
        answer = json.loads(answer)
        if answer["parent_header"].get("msg_id") != message:
            continue
        if answer["msg_type"] == "stream":
            printed.append(answer["content"]["text"])
        elif answer["msg_type"] == "error":
            raise Refused(f"a cell raised {answer['content']['evalue']}:\n{source}")
        elif answer["msg_type"] == "status" and answer["content"]["execution_state"] == "idle":
            return "".join(printed)
    raise Refused(f"a cell did not end within {PATIENCE} s:\n{source}")


class Memory:
    """The largest amount of memory, unshared, that each of the learners' programs took."""

    def __init__(self, every=2.0):
        self.largest = {}
        self._stop, self._every = threading.Event(), every
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        self._thread.join()

    def of(self, part):
        """Bytes of each program whose command line holds this text."""
        return [size for (_, line), size in self.largest.items() if part in line]

    def _watch(self):
        while not self._stop.wait(self._every):
            for process in psutil.process_iter(["cmdline"]):
                line = " ".join(process.info["cmdline"] or [])
                if "ipykernel_launcher" in line or "learner.py" in line:
                    with contextlib.suppress(psutil.Error):
                        key, size = (process.pid, line), process.memory_full_info().uss
                        self.largest[key] = max(size, self.largest.get(key, 0))


def rehearse(address, codes, lesson):
    """Let all learners work at once. Returns [(learner, what went wrong or None)]."""

    def visit(code):
        learner = Learner(address, code)
        try:
            printed = learner.work(lesson)
            wrong = None if "✓" in printed or not printed else f"the check said: {printed}"
        except (Refused, requests.RequestException, websocket.WebSocketException, OSError) as error:
            wrong = str(error)
        return learner, wrong

    with ThreadPoolExecutor(len(codes)) as room:
        results = list(room.map(visit, codes))
    for learner, _ in results:  # only now: in a class, all kernels are there at the same time
        learner.leave()
    return results


def main(arguments=None):
    """Rehearse, print the figures. Returns how many learners failed."""
    parser = OneLineParser(prog="make hub-rehearsal", description=__doc__)
    parser.add_argument("--learners", type=whole(1, 60), default=30)
    parser.add_argument("--port", type=whole(1024, 65_000), default=8000)
    parser.add_argument("--folder", type=Path, default=CHECKOUT / "my_class")
    parser.add_argument("--lesson", type=whole(1, 99), default=1)
    parser.add_argument("--whole", action="store_true", help="run all cells of the lesson")
    chosen = parser.parse_args(arguments)
    try:
        known = json.loads((chosen.folder / "seats.json").read_text(encoding="utf-8"))
        requests.get(f"http://127.0.0.1:{chosen.port}/hub/health", timeout=10).raise_for_status()
    except (OSError, ValueError) as error:
        print(f"No class server answers here ({error}). Start it first: make hub")
        return 1
    codes = [code for name, code in sorted(known.items()) if name[-1].isdigit()][: chosen.learners]
    with Memory() as memory:
        results = rehearse(
            f"http://127.0.0.1:{chosen.port}", codes, lesson(chosen.lesson, chosen.whole)
        )
    failed = [f"{learner.code}: {wrong}" for learner, wrong in results if wrong]
    print(*failed, sep="\n", end="\n" if failed else "")
    print(f"{len(results) - len(failed)} of {len(results)} learners did all of it")
    for what, name in (("server", "their server was there"), ("all", "the answer was checked")):
        times = [learner.seconds[what] for learner, _ in results if what in learner.seconds]
        if times:
            print(f"{name}: after {statistics.median(times):.0f} s, at most {max(times):.0f} s")
    print(f"asked to try again: {sum(learner.tries for learner, _ in results)} times")
    for part, name in (("learner.py", "server"), ("ipykernel_launcher", "kernel")):
        sizes = memory.of(part)
        if sizes:
            middle, most = (f"{n / 1e6:.0f} MB" for n in (statistics.median(sizes), max(sizes)))
            print(f"unshared memory of a {name}, at its largest: {middle}, at most {most}")
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
