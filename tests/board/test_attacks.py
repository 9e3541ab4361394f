"""Hostile learners and pages, on this computer's own loopback, bounded in number and time.

Whatever comes is answered with 4xx or 503, never with 500; others go on, and memory stays.
"""

import ast
import http.client
import json
import socket
import sys
import threading
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from boards import exercise, secret, shown, verdict, watch

from course_utils.board import server, store
from course_utils.board.limits import Limit

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has all of 127.0.0.0/8")


def spoilt(**changes):
    return {"learner": secret(1), "verdicts": [verdict(1) | changes]}


MALFORMED = [
    b"",
    b"nonsense",
    b"\xff\xfe\x00",
    b"[1, 2]",
    b"null",
    b"[" * 50_000,
    b'{"learner": ' + b"9" * 20_000 + b"}",
    b'{"a": NaN}',
    {},
    {"learner": "x", "verdicts": [verdict(1)]},
    {"learner": ["x"], "verdicts": [verdict(1)]},
    {"learner": secret(1)},
    {"learner": secret(1), "verdicts": []},
    {"learner": secret(1), "verdicts": "abc"},
    {"learner": secret(1), "verdicts": [1]},
    {"learner": secret(1), "verdicts": [verdict(i) for i in range(101)]},
    spoilt(right=1),
    spoilt(right="true"),
    spoilt(id="a b"),
    spoilt(id="x" * 81),
    spoilt(id=7),
    spoilt(exercise="<img src=x onerror=alert(1)>"),
    spoilt(exercise="average'; DROP TABLE verdict; --"),
    spoilt(exercise="a" * 81),
    spoilt(exercise=None),
    spoilt(exercise="average\n"),
    spoilt(hint="<script>alert(1)</script>"),
    spoilt(hint="' OR 1=1"),
    spoilt(hint="h" * 401),
    spoilt(hint={"a": 1}),
    spoilt(hint="\ud800"),
    spoilt(seconds="1"),
    spoilt(seconds=True),
    spoilt(seconds=10**400),
    spoilt(seconds=float("nan")),
    spoilt(ago=None),
]


def as_bytes(message):
    return message if isinstance(message, bytes) else json.dumps(message).encode()


@pytest.mark.parametrize("message", MALFORMED, ids=range(len(MALFORMED)))
def test_a_malformed_message_is_refused_whole(running, message):
    running.join(secret(1))
    status, answer = running.post("verdicts", None, raw=as_bytes(message))
    assert (status, list(answer)) == (400, ["error"])
    assert running.ask("SELECT count(*) FROM verdict") == [(0,)]


@pytest.mark.parametrize(
    "path, message",
    [
        ("join", {"code": 5, "learner": secret(1), "name": "a"}),
        ("join", {"code": "x", "learner": secret(1), "name": None}),
        ("join", {"code": "x", "learner": "no secret", "name": "a"}),
        ("wave", {"learner": secret(1), "up": "yes"}),
        ("wave", {"learner": secret(1), "up": True, "exercise": "<b>"}),
    ],
)
def test_so_are_joining_and_waving(running, path, message):
    running.join(secret(1))
    assert running.post(path, message)[0] == 400


def test_a_huge_message(running):
    running.join(secret(1))
    assert running.post("verdicts", None, raw=b" " * (server.MESSAGE + 1))[0] == 413
    assert running.post("verdicts", None, raw=b" " * server.MESSAGE)[0] == 400
    with socket.create_connection(("127.0.0.1", running.port), timeout=20) as connection:
        head = f"POST /api/verdicts HTTP/1.1\r\nHost: {running.address}\r\nContent-Length: "
        connection.sendall(f"{head}{server.BODY + 1}\r\n\r\n".encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 400")
        assert connection.recv(100) == b""  # and it hung up


def test_other_methods_paths_and_types(running):
    def status(method, path, kind="application/json"):
        connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=20)
        connection.request(method, path, b"{}", {"Content-Type": kind})
        answer = connection.getresponse().status
        connection.close()
        return answer

    assert status("GET", "/api/join") == status("PUT", "/api/verdicts") == 405
    assert status("GET", "/../../etc/passwd") == status("GET", "/api/export") == 404
    # What a form of another page can send without asking first.
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        assert status("POST", "/api/verdicts", kind) == 415
    assert status("POST", "/api/verdicts", "multipart/form-data") == 400


@pytest.mark.parametrize(
    "name, kept",
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),  # the page shows it as text
        ("Robert'); DROP TABLE learner;--", "Robert'); DROP TABLE learner;--"),
        ("a\x00b\u202ec\n\td", "a b c d"),
        ("\ud800", "somebody"),
        ("x" * 10_000, "x" * 40),
        ("", "somebody"),
    ],
)
def test_names_are_kept_as_text(running, name, kept):
    assert running.join(secret(1), name=name)[0] == 200
    assert running.ask("SELECT name FROM learner") == [(kept,)]


def test_guessing_codes_ends_soon_and_disturbs_no_learner(running):
    running.join(secret(1))
    guess = {"code": "AAAAAAAA", "learner": secret(2), "name": "a"}
    statuses = [running.post("join", guess)[0] for _ in range(15)]
    assert statuses == [403] * 10 + [429] * 5
    # Now even the right code tells nothing: else guessing would go on.
    assert running.join(secret(2))[0] == 429
    assert running.answer(secret(1), verdict(1))[0] == 200
    if sys.platform == "linux":
        assert running.join(secret(3), source="127.0.0.3")[0] == 200


def test_guessing_from_many_addresses_ends_too(running):
    guesses = running.board.all_guesses
    for _ in range(200):
        guesses.take("")
    assert running.join(secret(2))[0] == 429


def test_a_code_is_compared_in_constant_time_with_all_classes(running, monkeypatch):
    asked = []
    monkeypatch.setattr(server, "same_text", lambda a, b: asked.append(b) or store.same_text(a, b))
    running.join(secret(1))
    assert asked == [running.code]
    source = Path(store.__file__).read_text(encoding="utf-8")
    (function,) = [
        node
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef) and node.name == "same_text"
    ]
    assert "hmac.compare_digest" in ast.unparse(function.body[-1])
    assert store.same_text("é", "é") and not store.same_text("a", "ab")


@pytest.mark.parametrize("key", ["", "AAAAAAAAAAAAAAAA", None])
def test_the_learners_code_does_not_open_the_teachers_page(running, key):
    key = running.code if key is None else key
    assert watch(running, lambda told: True, key=key) == 4403


def test_guessing_keys_ends_soon(running):
    codes = [watch(running, lambda told: True, key="wrong") for _ in range(12)]
    assert codes == [4403] * 10 + [4429] * 2
    assert watch(running, lambda told: True) == 4429


@pytest.mark.parametrize("message", ["nonsense", "[]", "[" * 20_000])
def test_a_page_that_talks_nonsense_is_closed(running, message):
    assert watch(running, lambda told: False, message) == 4400


@pytest.mark.parametrize("odd", [True, "1", 2**70, None, [1], {"learner": 1}, -1, 1.5])
def test_settling_nobody_harms_nobody(running, odd):
    running.join(secret(1))
    running.post("wave", {"learner": secret(1), "up": True})
    assert len(shown(running, {"settle": odd})["waves"]) == 1


@pytest.mark.parametrize(
    "host, status",
    [
        ("127.0.0.1:1", 400),
        ("localhost", 400),
        ("[::1]:8765", 400),
        ("192.168.1.20:8765", 400),
        ("evil.example", 403),
        ("evil.example:8765", 403),
        ("127.0.0.1.evil.example", 403),
        ("", 403),
    ],
)
def test_a_name_that_was_pointed_here_is_refused(running, host, status):
    """DNS rebinding: a page of evil.example, whose name now is 127.0.0.1, asks."""
    assert running.post("verdicts", {}, headers={"Host": host})[0] == status


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:1", "http://localhost", "file://"]
)
def test_other_pages_may_neither_send_nor_look(running, origin):
    assert running.post("verdicts", {}, headers={"Origin": origin})[0] == 403
    with pytest.raises(Exception, match="403"):
        watch(running, lambda told: True, headers={"Origin": origin})


def test_its_own_page_may(running):
    origin = {"Origin": f"http://{running.address}"}
    assert shown(running, headers=origin)["learners"] == 0


def test_ten_thousand_messages_of_one_learner_let_the_others_through(running):
    """All from one address, as behind a hub: eight connections send as fast as they can."""
    others = range(2, 12)
    for number in (1, *others):
        running.join(secret(number))
    body = as_bytes({"learner": secret(1), "verdicts": [verdict(1)]})
    statuses = {}

    def flood():
        for _ in range(150):
            status, _ = running.post("verdicts", None, raw=body)
            statuses[status] = statuses.get(status, 0) + 1

    threads = [threading.Thread(target=flood) for _ in range(8)]
    for thread in threads:
        thread.start()
    answers = [running.answer(secret(n), verdict(i))[0] for n in others for i in range(5)]
    for thread in threads:
        thread.join()
    assert answers == [200] * 50
    assert set(statuses) == {200, 429}
    assert statuses[429] > 900
    assert running.ask("SELECT count(*) FROM verdict") == [(51,)]


def test_ten_thousand_strangers_do_not_stop_a_learner(running):
    running.join(secret(1))
    running.board.from_address = Limit(burst=20, rate=0)
    statuses = [running.answer(secret(n), verdict(1))[0] for n in range(100, 150)]
    assert statuses == [403] * 20 + [429] * 30
    assert running.post("verdicts", None, raw=b"nonsense")[0] == 429
    with pytest.raises(urllib.error.HTTPError, match="429"):
        urllib.request.urlopen(f"http://{running.address}/", timeout=10)
    assert running.answer(secret(1), verdict(1))[0] == 200


def test_inventing_learners_is_slowed_down(running):
    running.board.new_from_address = Limit(burst=5, rate=0)
    statuses = [running.join(secret(n))[0] for n in range(8)]
    assert statuses == [200] * 5 + [429] * 3


@LINUX
def test_one_address_opens_so_many_connections_and_no_more(running, monkeypatch):
    monkeypatch.setattr(server, "FROM_ONE", 20)
    begun = []
    try:
        for _ in range(40):
            connection = socket.create_connection(
                ("127.0.0.1", running.port), timeout=5, source_address=("127.0.0.7", 0)
            )
            begun.append(connection)
        begun[-1].settimeout(5)
        assert begun[-1].recv(10) == b""  # hung up
        assert running.join(secret(1), source="127.0.0.8")[0] == 200
    finally:
        for connection in begun:
            connection.close()
    # They are counted down again.
    for _ in range(200):
        try:
            assert running.join(secret(2), source="127.0.0.7")[0] == 200
            break
        except (ConnectionError, http.client.HTTPException):
            continue
    else:
        pytest.fail("the address stays locked out")


def test_who_says_nothing_is_hung_up_on(running, monkeypatch):
    assert running.board.application().settings["websocket_max_message_size"] == server.MESSAGE
    assert server.SILENT <= 10


def test_invented_names_fill_no_memory():
    limit = Limit(burst=2, rate=1, keys=100)
    for number in range(10_000):
        limit.take(number)
    assert len(limit) == 100


def test_a_limit_fills_again_with_time():
    now = [0.0]
    limit = Limit(burst=2, rate=0.5, clock=lambda: now[0])
    assert [limit.take("a") for _ in range(3)] == [True, True, False]
    assert limit.take("b")
    now[0] = 1.9
    assert not limit.take("a")
    now[0] = 2.0
    assert limit.take("a")
    now[0] = 1000.0
    assert [limit.take("a") for _ in range(3)] == [True, True, False]


def test_a_wrong_mistake_list_is_no_program(running):
    """An unknown hint is counted, in words that say so; a known exercise is needed."""
    running.join(secret(1))
    running.answer(secret(1), verdict(1, hint="average-1+of_another_edition"))
    texts = [hint["text"] for hint in exercise(shown(running), "average")["hints"]]
    assert texts == ["Only b is halved.", "A hint that this edition of the course does not know."]
