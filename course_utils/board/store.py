"""Classes, learners, verdicts and waves in one SQLite file, the only state of the board.

The board's own clock counts: a learner sends how long ago something was. A verdict has an id of the
learner's side, so one that comes twice counts once.
"""

import hmac
import os
import secrets
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

import platformdirs

VARIABLE = "BACKPROP_BOARD"  # another folder
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that is taken for another: 0 O, 1 I L
LEARNERS = 500  # of one class
VERDICTS = 3000  # of one learner
_TABLES = """
CREATE TABLE IF NOT EXISTS class (
    id INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL, code TEXT NOT NULL, key TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS learner (
    id INTEGER PRIMARY KEY, secret TEXT UNIQUE NOT NULL, name TEXT NOT NULL, joined REAL NOT NULL,
    class INTEGER NOT NULL REFERENCES class ON DELETE CASCADE);
CREATE TABLE IF NOT EXISTS verdict (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, exercise TEXT NOT NULL, right INTEGER NOT NULL,
    hint TEXT, begun REAL NOT NULL, at REAL NOT NULL,
    learner INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE, UNIQUE (learner, id));
CREATE TABLE IF NOT EXISTS wave (
    learner INTEGER PRIMARY KEY REFERENCES learner ON DELETE CASCADE, exercise TEXT,
    at REAL NOT NULL);
"""


class Full(Exception):
    """The class, or what one learner may send, has reached its limit."""


@dataclass(frozen=True)
class Class:
    """A class: its number and name, the code that learners type, the teacher's key."""

    id: int
    name: str
    code: str
    key: str


@dataclass(frozen=True)
class Learner:
    """A learner: number, class, name, and when they joined."""

    id: int
    class_id: int
    name: str
    joined: float


def data_folder():
    """Where the board keeps what it gets."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named).expanduser()
    return platformdirs.user_data_path("backprop-course", appauthor=False) / "board"


class Store:
    """The file board.sqlite3 in a folder. Raises OSError or sqlite3.Error if it can't be used."""

    def __init__(self, folder, clock=time.time):
        self.path, self._clock = Path(folder) / "board.sqlite3", clock
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._base = sqlite3.connect(self.path, timeout=5, isolation_level=None)
        self._base.execute("PRAGMA journal_mode = WAL")
        self._base.execute("PRAGMA synchronous = NORMAL")
        self._base.execute("PRAGMA foreign_keys = ON")
        self._base.execute("PRAGMA secure_delete = ON")
        self._base.executescript(_TABLES)

    def close(self):
        self._base.close()

    def now(self):
        return self._clock()

    def query(self, question, values=()):
        """All rows of an answer."""
        return self._base.execute(question, values).fetchall()

    # --- classes and learners

    def open_class(self, name):
        """The class of this name, made with a new code and key if there is none."""
        values = (name, _random(8), _random(16))
        self._base.execute("INSERT OR IGNORE INTO class (name, code, key) VALUES (?, ?, ?)", values)
        return Class(*self.query("SELECT id, name, code, key FROM class WHERE name = ?", [name])[0])

    def classes(self):
        return [Class(*row) for row in self.query("SELECT id, name, code, key FROM class")]

    def join(self, class_id, secret, name):
        """Take a learner into a class, or know one again. Raises Full."""
        known = self.learner(secret)
        if known is None and self.count(class_id) >= LEARNERS:
            raise Full(f"{LEARNERS} learners are in the class")
        self._base.execute(
            "INSERT INTO learner (secret, name, joined, class) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (secret) DO UPDATE SET name = excluded.name WHERE class = excluded.class",
            (secret, name, self.now(), class_id),
        )
        return self.learner(secret)

    def learner(self, secret):
        """The Learner with this secret, or None."""
        rows = self.query("SELECT id, class, name, joined FROM learner WHERE secret = ?", [secret])
        return Learner(*rows[0]) if rows else None

    def count(self, class_id):
        return self.query("SELECT count(*) FROM learner WHERE class = ?", [class_id])[0][0]

    # --- verdicts and waves

    def keep(self, learner, verdicts):
        """Keep verdicts, each once; returns how many are new. Raises Full, and then keeps none."""
        now = self.now()
        rows = []
        for v in verdicts:
            # Nothing lies in the future or before joining, whatever a learner's clock says.
            at = max(learner.joined, now - v["ago"])
            begun = max(learner.joined, at - v["seconds"])
            row = (learner.id, v["id"], v["exercise"], v["right"], v["hint"], begun, at)
            rows.append(row)
        self._base.execute("BEGIN IMMEDIATE")
        try:
            before = self._base.total_changes
            self._base.executemany(
                "INSERT OR IGNORE INTO verdict (learner, id, exercise, right, hint, begun, at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                rows,
            )
            new = self._base.total_changes - before
            question = "SELECT count(*) FROM verdict WHERE learner = ?"
            if new and self.query(question, [learner.id])[0][0] > VERDICTS:
                raise Full(f"{VERDICTS} verdicts of one learner are kept")
            self._base.execute("COMMIT")
        except BaseException:
            self._base.execute("ROLLBACK")
            raise
        return new

    def wave(self, learner, exercise):
        """The learner's hand is up; if it was up already, it stays in its place."""
        self._base.execute(
            "INSERT OR IGNORE INTO wave (learner, exercise, at) VALUES (?, ?, ?)",
            (learner.id, exercise, self.now()),
        )

    def settle(self, class_id, learner_id):
        """A hand goes down."""
        self._base.execute(
            "DELETE FROM wave WHERE learner IN (SELECT id FROM learner WHERE id = ? AND class = ?)",
            (learner_id, class_id),
        )

    # --- the end

    def delete_all(self):
        """Delete all that is kept, so that nothing of it stays in the file."""
        self._base.execute("DELETE FROM class")  # and what hangs on it
        self._base.execute("VACUUM")
        self._base.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def same_text(a, b):
    """Compare a secret in a time that does not tell how much of it was right."""
    return hmac.compare_digest(a.encode("utf-8", "replace"), b.encode("utf-8", "replace"))


def _random(length):
    return "".join(secrets.choice(LETTERS) for _ in range(length))
