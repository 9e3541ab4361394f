"""What the board answers over HTTP: to learners' notebooks, and to the teacher's page.

Learners post JSON to api/join with the class code, then to api/verdicts and api/wave with a secret
of their own. The teacher's page comes without secrets; it opens a websocket, and its first message
there is the teacher's key, which the page has from its own address. No cookie is ever set, so there
is nothing that another page could ride on.

What is asked wrongly gets 4xx, what can't be done now 503; nothing gets 500.
"""

import functools
import ipaddress
import json
import logging
import math
import re
import socket
import sqlite3
from collections import Counter
from pathlib import Path

from tornado import httpserver, ioloop, web, websocket

from course_utils.board.export import as_csv
from course_utils.board.limits import Limit
from course_utils.board.store import Full, same_text
from course_utils.board.summary import summary

PAGE = Path(__file__).parent / "page"
MESSAGE = 64 * 1024  # bytes; above 413
BODY = 4 * MESSAGE  # bytes that are read at all; above, Tornado says 400 and hangs up
BATCH = 100  # verdicts in one message
DAY = 24 * 60 * 60
CONNECTIONS, FROM_ONE = 1000, 300  # open at once: from all, from one address
PAGES, KNOCKING = 30, 20  # teachers' pages at once; from one address, without a key yet
REFRESH = 5  # seconds: minutes go by without any message
SILENT = 10  # seconds in which a connection has to say something
LETTERS = {  # what a message may hold, so that a name of something is never a program
    "learner": re.compile(r"[0-9a-f]{32}"),
    "id": re.compile(r"[\w-]{1,80}", re.ASCII),
    "exercise": re.compile(r"[^\W\d]\w{0,79}"),
    "hint": re.compile(r"[\w.+-]{1,400}"),
}
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Board:
    """What all requests share: store, words, limits and the pages that are open."""

    def __init__(self, store, words, names=(), prefix="/"):
        """names: of this computer, under which pages may ask beside localhost and numbers."""
        self.store, self.words, self.prefix = (
            store,
            words,
            f"/{prefix.strip('/')}/".replace("//", "/"),
        )
        self.names = {"localhost", *(name.lower() for name in names)}
        # A whole class may sit behind one address, or on one computer.
        self.from_address = Limit(burst=600, rate=150)
        self.from_learner = Limit(burst=20, rate=2)
        self.new_from_address = Limit(burst=150, rate=2)
        self.guesses = Limit(burst=10, rate=1 / 10)  # of a code or a key, from one address
        self.all_guesses = Limit(burst=200, rate=5)
        self.pages, self.knocking = set(), set()

    def application(self):
        shared = {"board": self}
        rules = [
            ("", Page, {"name": "index.html", "kind": "text/html"}),
            ("board.js", Page, {"name": "board.js", "kind": "text/javascript"}),
            ("board.css", Page, {"name": "board.css", "kind": "text/css"}),
            ("api/join", Join, {}),
            ("api/verdicts", Verdicts, {}),
            ("api/wave", Wave, {}),
            ("api/board", Teacher, {}),
        ]
        return web.Application(
            [(re.escape(self.prefix + path), kind, shared | more) for path, kind, more in rules],
            default_handler_class=Nothing,
            default_handler_args=shared,
            websocket_max_message_size=MESSAGE,
            websocket_ping_interval=30,
            log_function=lambda handler: None,  # a log would keep who asked for what
        )

    def refuses_guess(self, address):
        """Whether this address has guessed too often to be told anything."""
        return self.guesses.left(address) < 1 or self.all_guesses.left("") < 1

    def note_wrong(self, address):
        self.guesses.take(address)
        self.all_guesses.take("")

    def find(self, field, secret):
        """The class whose code or key this is, or None; always in the same time."""
        found = None
        for one in self.store.classes():
            if same_text(getattr(one, field), secret):
                found = one
        return found

    def changed(self, class_id):
        """Something is new in a class: the pages show it within a second."""
        for page in self.pages:
            if page.class_id == class_id:
                page.is_old = True

    async def refresh(self):
        """Once a second: send each page what is new, and now and then what only time changed."""
        for page in list(self.pages):
            page.seconds += 1
            if page.is_old or page.seconds >= REFRESH:
                page.show()


class BoundedServer(httpserver.HTTPServer):
    """Hangs up on whoever opens too many connections: all, or one address."""

    def initialize(self, *arguments, **options):
        super().initialize(*arguments, **options)
        self._open = Counter()

    def handle_stream(self, stream, address):
        if self._open.total() >= CONNECTIONS or self._open[address[0]] >= FROM_ONE:
            stream.close()
            return
        self._open[address[0]] += 1
        super().handle_stream(stream, address)

    def on_close(self, server_conn):
        address = server_conn.context.address[0]
        self._open[address] -= 1
        if not self._open[address]:
            del self._open[address]
        super().on_close(server_conn)


def serve(board, sockets):
    """Answer on these listening sockets, in the loop that runs. Returns server and clock."""
    logging.getLogger("tornado").setLevel(logging.CRITICAL)  # noise that a stranger could make
    server = BoundedServer(
        board.application(),
        max_body_size=BODY,
        max_buffer_size=2 * BODY,
        max_header_size=16 * 1024,
        idle_connection_timeout=SILENT,
        body_timeout=SILENT,
    )
    server.add_sockets(sockets)
    clock = ioloop.PeriodicCallback(board.refresh, 1000)
    clock.start()
    return server, clock


def this_computer():
    """The names under which this computer may be asked for."""
    name = socket.gethostname()
    return {name, f"{name}.local", socket.getfqdn()}


class Handler(web.RequestHandler):
    """Guards that stand in front of every answer."""

    def initialize(self, board):
        self.board, self.store = board, board.store

    def set_default_headers(self):
        self.clear_header("Server")
        for name, value in HEADERS.items():
            self.set_header(name, value)

    @property
    def address(self):
        return self.request.connection.context.address[0]

    def prepare(self):
        if not is_own_host(self.request.host, self.board.names):
            # A page elsewhere whose name was pointed to this computer (DNS rebinding).
            self.refuse(403, "this board is not known under that name")
        elif not self.check_origin(self.request.headers.get("Origin")):
            self.refuse(403, "another page may not ask this board")

    def check_origin(self, origin):
        """Whether the asker is a program, or a page of this board itself."""
        host = self.request.host
        return origin is None or origin.lower() in (f"http://{host}", f"https://{host}")

    def refuse(self, status, reason):
        """End with an error; the connection too, so that asking on costs the asker."""
        self.set_status(status)
        if status in (413, 429):
            self.set_header("Connection", "close")
        self.finish({"error": reason})

    def write_error(self, status_code, **_):
        self.finish({"error": self._reason})

    def log_exception(self, kind, error, trace):
        """Nothing: what strangers cause fills no terminal."""


class Limited(Handler):
    """For whoever is not known: as often as an address may."""

    def prepare(self):
        super().prepare()
        if not self._finished and not self.board.from_address.take(self.address):
            self.refuse(429, "too many requests from this address")


class Nothing(Limited):
    def prepare(self):
        super().prepare()
        if not self._finished:
            self.refuse(404, "there is no such page")


class Page(Limited):
    """The files of the teacher's page. They hold no secret."""

    def initialize(self, board, name, kind):
        super().initialize(board)
        self.name, self.kind = name, kind

    def get(self):
        host = self.request.host  # one that is_own_host has seen
        self.set_header("Content-Type", f"{self.kind}; charset=utf-8")
        self.set_header(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; "
            f"connect-src 'self' ws://{host} wss://{host}; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        )
        self.write(_file(self.name))


class Api(Handler):
    """Takes one JSON object, and answers with one."""

    def prepare(self):
        super().prepare()
        if self._finished:
            return
        kind = self.request.headers.get("Content-Type", "").split(";")[0].strip()
        if kind != "application/json":  # what a form of another page can't send
            self.refuse(415, "only application/json is read")
        elif len(self.request.body) > MESSAGE:
            self.refuse(413, f"a message has at most {MESSAGE} bytes")

    def post(self):
        try:
            self.answer(parse(self.request.body))
        except Malformed as error:
            self.refuse_stranger(400, str(error))
        except (Full, sqlite3.Error) as error:
            self.refuse(503, f"not now: {error}")

    def refuse_stranger(self, status, reason):
        """Strangers share what their address may; a flood of them takes nothing from learners."""
        if self.board.from_address.take(self.address):
            self.refuse(status, reason)
        else:
            self.refuse(429, "too many requests from this address")

    def known_learner(self, message):
        """The learner who sends it; None if there is none, and then the answer is given."""
        secret = needed(message, "learner")
        if not self.board.from_learner.take(secret):
            return self.refuse(429, "too many messages from this learner")
        learner = self.store.learner(secret)
        if learner is None:
            self.refuse_stranger(403, "join the class first")
        return learner


class Join(Api):
    def answer(self, message):
        secret, code = needed(message, "learner"), message.get("code")
        name = cleaned(message.get("name"))
        if not isinstance(code, str):
            raise Malformed("code is missing")
        if self.board.refuses_guess(self.address):  # also of a right one, or guessing would pay
            return self.refuse(429, "too many wrong codes: wait a minute")
        one = self.board.find("code", code)
        if one is None:
            self.board.note_wrong(self.address)
            return self.refuse_stranger(403, "no class has this code")
        if not self.board.new_from_address.take(self.address):
            return self.refuse(429, "too many learners join from this address")
        learner = self.store.join(one.id, secret, name)
        if learner.class_id != one.id:
            return self.refuse(403, "this learner is in another class")
        self.board.changed(one.id)
        self.finish({"class": one.name})


class Verdicts(Api):
    def answer(self, message):
        verdicts = message.get("verdicts")
        if not isinstance(verdicts, list) or not 0 < len(verdicts) <= BATCH:
            raise Malformed(f"verdicts is no list of 1 to {BATCH}")
        verdicts = [read_verdict(one) for one in verdicts]
        learner = self.known_learner(message)
        if learner is None:
            return
        # An exercise that this edition of the course does not have has no place on the board.
        known = [one for one in verdicts if one["exercise"] in self.board.words.lesson_of]
        new = self.store.keep(learner, known)
        if new:
            self.board.changed(learner.class_id)
        self.finish({"taken": len(verdicts), "new": new})


class Wave(Api):
    def answer(self, message):
        up, exercise = message.get("up"), message.get("exercise")
        if not isinstance(up, bool):
            raise Malformed("up is true or false")
        if exercise is not None:
            needed(message, "exercise")
        learner = self.known_learner(message)
        if learner is None:
            return
        if up:
            self.store.wave(learner, exercise)
        else:
            self.store.settle(learner.class_id, learner.id)
        self.board.changed(learner.class_id)
        self.finish({"up": up})


class Teacher(Limited, websocket.WebSocketHandler):
    """The teacher's page. Closed with 4403 if the key is wrong, with 4410 if the class is gone."""

    class_id, is_old, seconds, lesson, names, shown = None, False, 0, None, False, None

    def check_origin(self, origin):
        """A page has to be the board's own; programs name no origin."""
        return Handler.check_origin(self, origin)

    def open(self):
        knocking = self.board.knocking
        if sum(other.address == self.address for other in knocking) >= KNOCKING:
            return self.close(4429, "too many pages without a key")
        knocking.add(self)
        ioloop.IOLoop.current().call_later(SILENT, self.leave_if_silent)

    def leave_if_silent(self):
        if self.class_id is None:
            self.close(4403, "no key came")

    def on_message(self, text):
        try:
            message = parse(text)
            if self.class_id is None:
                self.let_in(message.get("key"))
            else:
                self.do(message)
        except Malformed:
            self.close(4400, "not understood")
        except sqlite3.Error:
            self.close(4503, "not now")

    def let_in(self, key):
        if not isinstance(key, str):
            raise Malformed("key is missing")
        if self.board.refuses_guess(self.address):
            return self.close(4429, "too many wrong keys")
        one = self.board.find("key", key)
        if one is None:
            self.board.note_wrong(self.address)
            return self.close(4403, "this key opens no class")
        if len(self.board.pages) >= PAGES:
            return self.close(4429, "too many pages")
        self.class_id = one.id
        self.board.knocking.discard(self)
        self.board.pages.add(self)
        self.tell({"class": one.name, "code": one.code})
        self.show()

    def do(self, message):
        """What the teacher may do: choose a lesson, see names, settle a hand, export."""
        if "lesson" in message:
            self.lesson = message["lesson"] if isinstance(message["lesson"], str) else None
        if "names" in message:
            self.names = message["names"] is True
        if type(message.get("settle")) is int and abs(message["settle"]) < 2**60:
            self.store.settle(self.class_id, message["settle"])
            self.board.changed(self.class_id)
        if message.get("export") is True:
            self.tell({"csv": as_csv(self.store, self.board.words, self.class_id, self.names)})
        self.show()

    def show(self):
        """Send what the page shows, if it is not shown yet."""
        self.is_old, self.seconds = False, 0
        try:
            if self.class_id not in {one.id for one in self.store.classes()}:
                return self.close(4410, "all was deleted")
            board, words = self.store, self.board.words
            content = summary(board, words, self.class_id, self.lesson, self.names)
        except sqlite3.Error:  # the next second is another chance
            self.is_old = True
            return
        if content != self.shown:
            self.shown = content
            self.tell({"board": content})

    def tell(self, message):
        try:
            self.write_message(json.dumps(message))
        except websocket.WebSocketClosedError:
            self.board.pages.discard(self)

    def on_close(self):
        self.board.pages.discard(self)
        self.board.knocking.discard(self)


# --- reading what others wrote --------------------------------------------------------------


class Malformed(Exception):
    """A message that is not of the form that was asked for."""


def parse(text):
    """The JSON object in a message."""

    def refuse(word):
        raise ValueError(word)

    try:
        message = json.loads(text, parse_constant=refuse)  # no NaN, no Infinity
    except (ValueError, RecursionError) as error:
        raise Malformed("this is no JSON") from error
    if not isinstance(message, dict):
        raise Malformed("this is no JSON object")
    return message


def needed(message, field):
    """A text of the letters that its field may have."""
    text = message.get(field)
    if not isinstance(text, str) or not LETTERS[field].fullmatch(text):
        raise Malformed(f"{field} is missing or has a form that it can't have")
    return text


def read_verdict(verdict):
    if not isinstance(verdict, dict) or not isinstance(verdict.get("right"), bool):
        raise Malformed("a verdict is an object, and right is true or false")
    return {
        "id": needed(verdict, "id"),
        "exercise": needed(verdict, "exercise"),
        "right": verdict["right"],
        "hint": None if verdict.get("hint") is None else needed(verdict, "hint"),
        "seconds": duration(verdict, "seconds"),
        "ago": duration(verdict, "ago"),
    }


def duration(verdict, field):
    """Seconds, between 0 and a day."""
    value = verdict.get(field)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise Malformed(f"{field} is no number of seconds")
    try:
        value = float(value)
    except OverflowError as error:
        raise Malformed(f"{field} is too large") from error
    return min(max(0.0, value), DAY) if math.isfinite(value) else DAY


def cleaned(name):
    """What a learner wants to be called: what can be printed of it, 40 letters at most."""
    if not isinstance(name, str):
        raise Malformed("name is missing")
    name = "".join(letter if letter.isprintable() else " " for letter in name[:200])
    return " ".join(name.split())[:40] or "somebody"


def is_own_host(host, names):
    """Whether a request was sent to this computer on purpose: a number, or one of its names.

    A page that has its own name point here sends that name; a number can't be pointed anywhere.
    """
    name = re.sub(r":\d*$", "", host).strip("[]").lower()
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return name in names
    return True


@functools.cache
def _file(name):
    return (PAGE / name).read_bytes()
