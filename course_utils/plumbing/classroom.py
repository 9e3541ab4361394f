"""The learner's side of the class board: join a class, leave it, wave.

Nothing is ever sent by who did not join. The verdicts that progress keeps are the queue: a thread
in the background sends those that came after joining, oldest first, and remembers how far it came.
So a check never waits for the network, and what was not sent survives a restart of the kernel.
Each verdict has a name of its own, so the board counts it once even if it comes twice.

Times are never sent, only how many seconds ago something was: clocks of computers differ.
"""

import contextlib
import datetime
import http.client
import json
import random
import re
import secrets
import threading
import uuid
from urllib.parse import urlsplit

from course_utils.plumbing import progress

JOINED = "class.json"  # written by join and leave alone: a thread never brings a class back
SENT = "class-sent.json"  # {"learner": ..., "sent": {file of verdicts: bytes that are sent}}
HOURS = 24  # after which a class ends by itself
BATCH, NEWEST = 50, 1000  # verdicts in one message, and in the queue; older ones are let go
TAIL = 2**20  # bytes of a file of verdicts that are looked at
SECONDS = 5  # to wait for the board
PAUSES = (1, 2, 4, 8, 15, 30)  # seconds between tries while the board is away
DEFAULT_PORT = 8765

WHAT_IS_SENT = (
    "From now on each check also sends to the teacher: exercise, right or not, which hint, "
    "seconds, and this name. Never your code."
)
_FIRST = "brave calm clever curious gentle happy kind lively lucky merry patient quiet swift warm"
_SECOND = "badger beaver crane dolphin falcon gecko heron lynx marten otter panda raven seal swan"
# ValueError: a host's name that can't be one.
UNREACHABLE = (OSError, http.client.HTTPException, ValueError)
_wake = threading.Event()
_thread = []  # the one that sends, once there is one
_files_change = threading.Lock()  # leaving and noting what is sent wait for each other


def join(address, code, name=None):
    """Join a class: join("192.168.1.20:8765", "K7QX-2MPA"), as the teacher's screen shows it.

    The board then gets each verdict of a check, under a random name or under one that you type.
    Prints what it did; a class that can't be joined is said in one line.
    """
    print(_join(address, code, name))


def _join(address, code, name):
    place = progress.folder()
    if place is None:
        return f"{progress.FOLDER_VARIABLE} is off, so verdicts are neither kept nor sent."
    try:
        url, code = _url(address), _code(code)
        if not (name is None or (isinstance(name, str) and 0 < len(name.strip()) <= 40)):
            raise ValueError("A name is a text of at most 40 letters, or left out.")
    except ValueError as error:
        return str(error)
    before = joined() or {}
    again = (before.get("address"), before.get("code")) == (url, code)
    learner = before["learner"] if again else secrets.token_hex(16)
    name = name.strip() if name else before["name"] if again else random_name()
    try:
        status, answer = _post(url, "join", {"code": code, "learner": learner, "name": name})
    except UNREACHABLE as error:
        return (
            f"No class board answers at {url} ({error}). You did not join. Compare the address "
            "with the teacher's screen; are both computers in the same network?"
        )
    if status != 200:
        return _refused(status, url)
    start = before["start"] if again else {path.name: _size(path) for path in _files(place)}
    membership = {
        "address": url,
        "code": code,
        "learner": learner,
        "name": name,
        "joined": _now().isoformat(),
        "start": start,
    }
    try:
        _write(place / JOINED, membership)
    except OSError as error:
        return f"You did not join: {place} can't be written ({error})."
    send_soon()
    return (
        f"You are in the class {answer.get('class')!r} as {name!r}. {WHAT_IS_SENT} It ends by "
        f"progress.leave(), or by itself after {HOURS} hours. Need help? progress.wave()"
    )


def _refused(status, url):
    if status == 403:
        return (
            "This class code is not right, and you did not join. Compare it with the teacher's "
            "screen; capitals, spaces and the hyphen do not matter."
        )
    if status == 429:
        return "The board is asked too often from here, perhaps for a wrong code: wait one minute."
    if status == 503:
        return "The board takes nobody more at this moment: ask the teacher. You did not join."
    return f"What answers at {url} is not a class board of this course (it said {status})."


def leave():
    """Leave the class: nothing is sent any more."""
    place = progress.folder()
    if place is None or not (place / JOINED).exists():
        print("You are in no class: nothing is sent.")
        return
    try:
        with _files_change:
            (place / JOINED).unlink(missing_ok=True)
            (place / SENT).unlink(missing_ok=True)
    except OSError as error:
        print(f"{place / JOINED} can't be deleted ({error}): delete it, or you stay in the class.")
    else:
        print("You left the class: nothing is sent any more. What was sent is with the teacher.")


def wave(up=True):
    """Wave to the teacher: I need help. wave(False) takes the hand down."""
    member = joined()
    if member is None:
        print("You are in no class. Join one first, see lesson 00, or raise your own hand.")
        return
    message = {"learner": member["learner"], "up": bool(up)}
    with contextlib.suppress(IndexError, OSError):
        message["exercise"] = _since_joining(member)[-1]["exercise"]
    try:
        status, _ = _post(member["address"], "wave", message)
    except UNREACHABLE:
        status = None
    if status == 200:
        print("The board shows that you need help." if up else "Your hand is down again.")
    elif status == 429:
        print("You waved a moment ago: the board has seen it.")
    else:
        print("The board does not answer, so nobody saw it: raise your own hand.")


def joined():
    """The class as a dict, or None: not joined, left, ended, or the file is damaged."""
    place = progress.folder()
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        member = json.loads((place / JOINED).read_text(encoding="utf-8"))
        age = _now() - datetime.datetime.fromisoformat(member["joined"])
        texts = [member[key] for key in ("address", "code", "learner", "name")]
        whole = all(isinstance(byte, int) for byte in member["start"].values())
        if whole and all(isinstance(text, str) for text in texts):
            member["place"] = place
            return member if age < datetime.timedelta(hours=HOURS) else None
    return None


def send_soon():
    """Have new verdicts sent in the background. Takes no time, and never raises."""
    try:
        place = progress.folder()
        if place and (place / JOINED).exists():
            _wake.set()
            _start()
    except (OSError, RuntimeError):  # no folder; no thread to be had
        pass


def _start():
    """One thread in each process; a forked one has none of its parent's."""
    if not (_thread and _thread[0].is_alive()):
        _thread[:] = [threading.Thread(target=_stay, name="class board", daemon=True)]
        _thread[0].start()


def _stay():
    """Sleep until a check wakes the thread; while the board is away, try again now and then."""
    tries = 0
    while True:
        # The pauses differ, or sixty learners would all come back in the same moment.
        pause = random.uniform(0.5, 1.5) * PAUSES[min(tries, len(PAUSES)) - 1] if tries else None
        _wake.wait(pause)
        _wake.clear()
        try:
            send_all()
            tries = 0
        except UNREACHABLE:
            tries += 1


def send_all():
    """Send what is not sent yet. Raises OSError or HTTPException if the board does not take it."""
    while (member := joined()) and (unsent := _unsent(member)):
        batch = unsent[:BATCH]
        if joined() != member:  # left while it was read: a verdict after that stays at home
            continue
        message = {"learner": member["learner"], "verdicts": [v["message"] for v in batch]}
        status, _ = _post(member["address"], "verdicts", message)
        if status == 403:  # this board does not know me: a later join mends it
            return
        # What the board can't read will not be better the next time.
        if status not in (200, 400, 413):
            raise OSError(f"the board said {status}")
        _remember(member, {v["file"]: v["end"] for v in batch})


# --- the queue ------------------------------------------------------------------------------


def _unsent(member):
    sent = _sent(member)
    unsent = [v for v in _since_joining(member) if v["end"] > sent.get(v["file"], 0)]
    if len(unsent) > NEWEST:
        _remember(member, {v["file"]: v["end"] for v in unsent[:-NEWEST]})
    return unsent[-NEWEST:]


def _since_joining(member):
    """The verdicts since joining, of all kernels, oldest first: what is sent, and from where."""
    found = []
    for path in _files(member["place"]):
        found += _read(path, member["start"].get(path.name, 0))
    found.sort(key=lambda v: (v["when"], v["file"], v["end"]))
    first, now = {}, _now()
    for verdict in found:
        when = verdict["when"]
        begun = first.setdefault(verdict["exercise"], when)
        verdict["message"]["seconds"] = (when - begun).total_seconds()
        verdict["message"]["ago"] = max(0.0, (now - when).total_seconds())
    return found


def _read(path, start):
    """The verdicts in a file from a byte on. In one file, time never goes back."""
    found, latest = [], None
    with path.open("rb") as file:
        place = file.seek(max(start, _size(path) - TAIL))
        for line in file:
            place += len(line)
            with contextlib.suppress(ValueError):
                verdict = json.loads(line)
                if not line.endswith(b"\n") or not progress.is_record(verdict):
                    continue
                when = datetime.datetime.fromisoformat(verdict["when"])
                if when.tzinfo is None:
                    continue
                latest = max(when, latest or when)
                message = {key: verdict[key] for key in ("exercise", "right", "hint")}
                message["id"] = f"{path.stem.removeprefix('verdicts-')}-{place}"
                found.append(
                    {
                        "file": path.name,
                        "end": place,
                        "when": latest,
                        "exercise": verdict["exercise"],
                        "message": message,
                    }
                )
    return found


def _files(place):
    return sorted(place.glob("verdicts-*.jsonl"))


def _size(path):
    return path.stat().st_size


def _sent(member):
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        known = json.loads((member["place"] / SENT).read_text(encoding="utf-8"))
        if known["learner"] == member["learner"]:
            return {name: end for name, end in known["sent"].items() if isinstance(end, int)}
    return {}


def _remember(member, ends):
    """Note how far each file is sent. Two kernels may both do so: the further one counts."""
    with _files_change:
        if joined() != member:  # left meanwhile
            return
        sent = _sent(member)
        sent |= {name: max(end, sent.get(name, 0)) for name, end in ends.items()}
        _write(member["place"] / SENT, {"learner": member["learner"], "sent": sent})


def _write(path, content):
    """Write beside it, then rename: nobody ever reads half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}-{uuid.uuid4().hex}")
    try:
        part.write_text(json.dumps(content), encoding="utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


# --- the network ----------------------------------------------------------------------------


def _url(address):
    """http://192.168.1.20:8765 of what was typed. Raises ValueError if it is no address."""
    wrong = ValueError(
        f"{address!r} is no address of a class. The teacher's screen shows one, such as "
        f'"192.168.1.20:{DEFAULT_PORT}".'
    )
    if not isinstance(address, str) or not address.strip() or re.search(r"\s", address.strip()):
        raise wrong
    text = address.strip()
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        port = parts.port
    except ValueError:
        raise wrong from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise wrong
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    # A whole address, as https://hub.example.org/..., has the usual port of its kind.
    port = port or (None if "://" in text else DEFAULT_PORT)
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}{parts.path.rstrip('/')}"


def _code(code):
    if not isinstance(code, str) or not re.search(r"\w", code):
        raise ValueError('A class code is a text in quotes, such as "K7QX-2MPA".')
    return re.sub(r"[\s-]", "", code).upper()


def address_and_code(text):
    """The two parts of CLASS=ADDRESS/CODE. Raises ValueError if there are not two."""
    address, slash, code = text.strip().rstrip("/").rpartition("/")
    if not slash or not address.rstrip("/:") or address.endswith(("http:/", "https:/")):
        raise ValueError(f"CLASS={text} needs address and code: CLASS=192.168.1.20:8765/K7QX-2MPA")
    return address, code


def _post(url, path, message):
    """(status, answer) of the board. No proxy is asked: the board is near."""
    parts = urlsplit(url)
    kinds = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}
    connection = kinds[parts.scheme](parts.hostname, parts.port, timeout=SECONDS)
    try:
        body = json.dumps(message).encode()
        headers = {"Content-Type": "application/json"}
        connection.request("POST", f"{parts.path}/api/{path}", body, headers)
        response = connection.getresponse()
        try:
            answer = json.loads(response.read(100_000))
        except ValueError:
            answer = None
        # Another server's "200, hello" is no board.
        known = isinstance(answer, dict)
        return (response.status if known or response.status != 200 else 404), answer
    finally:
        connection.close()


def random_name():
    """A name that says nothing about anybody, such as "quiet otter 42"."""
    pick = secrets.SystemRandom().choice
    return f"{pick(_FIRST.split())} {pick(_SECOND.split())} {pick(range(10, 100))}"


def _now():
    return datetime.datetime.now(datetime.UTC)
