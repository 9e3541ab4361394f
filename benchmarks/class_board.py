"""Load and attack the class board on this computer: ``python benchmarks/class_board.py``.

1. LEARNERS answer at once, ROUNDS times, each from an address of its own where the system has them:
   how long an answer of the board takes, and whether all verdicts are there at the end.
2. The same, while one learner sends as fast as three connections can, for SECONDS.
3. What a check takes longer for having joined: board there, board away, board silent.

Everything stays on 127.0.0.0/8 and ends by itself.
"""

import asyncio
import http.client
import json
import os
import re
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import psutil

LEARNERS, ROUNDS, SECONDS = 60, 5, 10
HERE = Path(__file__).resolve()


class Board:
    """The board as a teacher starts it, in a process of its own."""

    def __init__(self, folder):
        self.folder = folder
        command = [sys.executable, "-m", "course_utils.board", "--port", "0", "--data", folder]
        self.process = subprocess.Popen(
            command, cwd=HERE.parents[1], stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        said = ""
        for line in self.process.stdout:
            said += line
            if "Control-C" in line:
                break
        self.port, code = re.search(r'join\("127.0.0.1:(\d+)", "([\w-]+)"', said).groups()
        self.code = code.replace("-", "")

    def post(self, path, message, source):
        """(status, seconds) of a message, the connection included."""
        begun = time.perf_counter()
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=30, source_address=(source, 0)
        )
        try:
            body = json.dumps(message)
            connection.request("POST", f"/api/{path}", body, {"Content-Type": "application/json"})
            response = connection.getresponse()
            response.read()
            return response.status, time.perf_counter() - begun
        finally:
            connection.close()

    def processor_seconds(self):
        times = psutil.Process(self.process.pid).cpu_times()
        return times.user + times.system

    def memory(self):
        return psutil.Process(self.process.pid).memory_info().rss / 2**20

    def stop(self):
        self.process.terminate()
        self.process.wait(20)


def source(number):
    return f"127.0.1.{number + 1}" if sys.platform == "linux" else "127.0.0.1"


def learner(number):
    return f"{number:032x}"


def verdicts(count, mark):
    return [
        {"id": f"{mark}-{i}", "exercise": "average", "right": False, "hint": "value"}
        | {"seconds": 1, "ago": 0}
        for i in range(count)
    ]


def answer_at_once(board, mark):
    """All learners answer in the same moment, ROUNDS times. Returns seconds and statuses."""
    seconds, statuses = [], Counter()

    async def learn(number, i):
        message = {"learner": learner(number), "verdicts": verdicts(1, f"{mark}{i}")}
        body = json.dumps(message).encode()
        head = (
            f"POST /api/verdicts HTTP/1.1\r\nHost: 127.0.0.1:{board.port}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        begun = time.perf_counter()
        reading, writing = await asyncio.open_connection(
            "127.0.0.1", board.port, local_addr=(source(number), 0)
        )
        writing.write(head.encode() + body)
        answer = await reading.readline()
        seconds.append(time.perf_counter() - begun)
        statuses[int(answer.split()[1])] += 1
        writing.close()

    async def rounds():
        for i in range(ROUNDS):
            await asyncio.gather(*(learn(number, i) for number in range(LEARNERS)))
            await asyncio.sleep(0.5)

    asyncio.run(rounds())
    return seconds, statuses


def report(name, seconds, statuses):
    ordered = sorted(1000 * s for s in seconds)
    p99 = ordered[int(0.99 * (len(ordered) - 1))]
    print(
        f"{name}: {len(ordered)} answers {dict(statuses)}, median "
        f"{statistics.median(ordered):.0f} ms, p99 {p99:.0f} ms, slowest {ordered[-1]:.0f} ms"
    )


def flood(port, end):
    """One learner, three connections kept open, as fast as they can; runs in its own process."""
    counts, lock = Counter(), threading.Lock()
    body = json.dumps({"learner": learner(LEARNERS), "verdicts": verdicts(1, "flood")})

    def send():
        own = Counter()
        while time.time() < end:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
                while time.time() < end:
                    connection.request(
                        "POST", "/api/verdicts", body, {"Content-Type": "application/json"}
                    )
                    response = connection.getresponse()
                    response.read()
                    own[response.status] += 1
            except OSError:
                own["hung up"] += 1
        with lock:
            counts.update(own)

    threads = [threading.Thread(target=send) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps(counts))


CHECK = """
import contextlib, io, json, statistics, sys, time
from course_utils.checks import lesson_00 as check
from course_utils.plumbing import classroom

def average(a, b):
    return a + b / 2

place = classroom.progress.folder()
with contextlib.redirect_stdout(io.StringIO()):
    classroom.join(sys.argv[1], sys.argv[2])
    member = json.loads((place / classroom.JOINED).read_text())
    if sys.argv[3]:
        member["address"] = sys.argv[3]
    seconds = {True: [], False: []}
    for i in range(60):  # in turns, so that a noisy computer disturbs both alike
        joined = i % 2 == 0
        if joined:
            (place / classroom.JOINED).write_text(json.dumps(member))
        else:
            (place / classroom.JOINED).unlink(missing_ok=True)
        begun = time.perf_counter()
        check.average(average)
        seconds[joined].append(time.perf_counter() - begun)
        time.sleep(0.05)
print(json.dumps([statistics.median(seconds[joined]) for joined in (False, True)]))
"""


def check_seconds(folder, address, code, later=""):
    """The median seconds of a check, without and with a class."""
    done = subprocess.run(
        [sys.executable, "-c", CHECK, address, code, later],
        env=os.environ | {"BACKPROP_PROGRESS": folder, "OMP_NUM_THREADS": "1"},
        cwd=HERE.parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def main():
    """Run all three, and print their figures."""
    with tempfile.TemporaryDirectory() as folder:
        board = Board(str(Path(folder) / "board"))
        try:
            measure(board, folder)
        finally:
            board.stop()


def measure(board, folder):
    for number in range(LEARNERS + 1):
        message = {"code": board.code, "learner": learner(number), "name": "a"}
        assert board.post("join", message, source(number))[0] == 200
    print(f"{LEARNERS} learners, {ROUNDS} times at once; board with {board.memory():.0f} MB")
    begun = board.processor_seconds()
    seconds, statuses = answer_at_once(board, "calm")
    each = (board.processor_seconds() - begun) / len(seconds)
    report("calm", seconds, statuses)
    print(f"of the board's own work: {1000 * each:.2f} ms per answer")

    command = [sys.executable, str(HERE), "flood", board.port, str(time.time() + SECONDS)]
    attack = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    time.sleep(2)
    seconds, others = answer_at_once(board, "attacked")
    report("while one floods", seconds, others)
    sent = json.loads(attack.communicate()[0])
    print(f"the flood: {sum(sent.values()) / SECONDS:.0f} messages per second, {sent}")
    print(f"board with {board.memory():.0f} MB afterwards")

    base = sqlite3.connect(Path(board.folder) / "board.sqlite3")
    (kept,) = base.execute("SELECT count(*) FROM verdict WHERE id NOT LIKE 'flood%'").fetchone()
    base.close()
    confirmed = statuses[200] + others[200]
    print(f"kept: {kept} of {confirmed} confirmed; lost: {confirmed - kept}")

    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(100)
        address = f"127.0.0.1:{board.port}"
        cases = {
            "there": "",
            "away": "http://127.0.0.1:9",
            "silent": f"http://127.0.0.1:{silent.getsockname()[1]}",
        }
        for name, later in cases.items():
            with tempfile.TemporaryDirectory() as own:
                without, joined = check_seconds(own, address, board.code, later)
            print(
                f"a check, board {name}: {1000 * joined:.1f} ms, without a class "
                f"{1000 * without:.1f} ms, extra {1000 * (joined - without):+.1f} ms"
            )


if __name__ == "__main__":
    if sys.argv[1:2] == ["flood"]:
        flood(int(sys.argv[2]), float(sys.argv[3]))
    else:
        main()
