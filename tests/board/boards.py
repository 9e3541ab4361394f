"""A board on this computer's own loopback, in a thread; all that asks it ends by itself."""

import asyncio
import http.client
import json
import threading
import time

from tornado import netutil, websocket
from tornado.httpclient import HTTPRequest

from course_utils.board.server import Board, serve
from course_utils.board.store import Store
from course_utils.board.words import Lesson, Words

WORDS = Words(
    [
        Lesson("00", "Start", {"average": "00.1 · The average", "shape": "00.2 · A shape"}),
        Lesson("01", "Neuron", {"neuron": "01.1 · A neuron"}),
    ],
    {"average-1": "Only b is halved.", "average-2": "The sum is missing.", "neuron-1": "No bias."},
)


class Running:
    """A board that can be stopped and started again, on the same port and data."""

    def __init__(self, folder, words=WORDS, names=("class",)):
        self.folder, self.words, self.names, self.port = folder, words, names, 0
        self.start()

    def start(self):
        ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._stay(ready)), daemon=True)
        self._thread.start()
        assert ready.wait(20)

    async def _stay(self, ready):
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        store = Store(self.folder)
        self.classes = [store.open_class(name) for name in self.names]
        self.board = Board(store, self.words)
        sockets = netutil.bind_sockets(self.port, "127.0.0.1")
        self.port = sockets[0].getsockname()[1]
        server, clock = serve(self.board, sockets)
        ready.set()
        await self._end.wait()
        clock.stop()
        server.stop()
        for page in list(self.board.pages | self.board.knocking):
            page.close()
        await server.close_all_connections()
        store.close()

    def stop(self):
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._end.set)
            self._thread.join(20)

    @property
    def address(self):
        return f"127.0.0.1:{self.port}"

    @property
    def code(self):
        return self.classes[0].code

    def ask(self, question, values=()):
        """Rows of the board's file, read beside the running board."""
        store = Store(self.folder)
        try:
            return store.query(question, values)
        finally:
            store.close()

    def post(self, path, message, source="127.0.0.1", headers=None, raw=None):
        """(status, answer) of one message, from any address of the loopback."""
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=20, source_address=(source, 0)
        )
        try:
            body = json.dumps(message).encode() if raw is None else raw
            headers = {"Content-Type": "application/json"} | (headers or {})
            connection.request("POST", f"/api/{path}", body, headers)
            response = connection.getresponse()
            return response.status, json.loads(response.read() or b"null")
        finally:
            connection.close()

    def join(self, secret, name="quiet otter 42", which=0, **how):
        message = {"code": self.classes[which].code, "learner": secret, "name": name}
        return self.post("join", message, **how)

    def answer(self, secret, *verdicts, **how):
        return self.post("verdicts", {"learner": secret, "verdicts": list(verdicts)}, **how)


def secret(number):
    return f"{number:032x}"


def verdict(number, exercise="average", right=False, hint="average-1", seconds=0, ago=0):
    hint = None if right else hint
    return {
        "id": f"file-{number}",
        "exercise": exercise,
        "right": right,
        "hint": hint,
        "seconds": seconds,
        "ago": ago,
    }


def until(condition, seconds=20):
    """Wait until something is true, and say whether it became so."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


def watch(running, wanted, *messages, key=None, headers=None):
    """What a teacher's page is told, up to the first message that is wanted, or a close code.

    The page shows its key first, then sends the messages.
    """

    async def talk():
        request = HTTPRequest(f"ws://{running.address}/api/board", headers=headers or {})
        page = await websocket.websocket_connect(request)
        own = {"key": running.classes[0].key if key is None else key}
        for message in (own, *messages):
            await page.write_message(message if isinstance(message, str) else json.dumps(message))
        try:
            while (text := await asyncio.wait_for(page.read_message(), 15)) is not None:
                told = json.loads(text)
                if wanted(told):
                    return told
            return page.close_code
        finally:
            page.close()

    return asyncio.run(talk())


def shown(running, *messages, **how):
    """The board as the teacher's page shows it after these messages."""
    want = [m for m in messages if isinstance(m, dict)]
    lesson = next((m["lesson"] for m in want if m.get("lesson")), None)
    names = any(m.get("names") for m in want)

    def fits(told):
        board = told.get("board")
        return board and board["names"] == names and lesson in (None, board["lesson"])

    told = watch(running, fits, *messages, **how)
    return told["board"] if isinstance(told, dict) else told


def exercise(board, name):
    return next(entry for entry in board["exercises"] if entry["name"] == name)
