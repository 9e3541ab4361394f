"""Seats of a class: each has one printed code, and a code is the whole login."""

import asyncio
import hmac
import json
import os
import secrets
import subprocess
from pathlib import Path

from jupyterhub.auth import Authenticator, LocalAuthenticator
from traitlets import Unicode

TEACHER = "seat-teacher"
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that looks like something else on paper
LENGTH = 8  # 31**8, about 10**12 codes a seat
WRONG_AT_ONCE, WRONG_SECONDS = 20, 1  # all wrong codes together: at most 20 a second


def names(count):
    """The names of the seats: the teacher's and `count` learners'."""
    return [TEACHER, *(f"seat-{number:02d}" for number in range(1, count + 1))]


def codes(path, count):
    """{seat's name: its code}, from the file at path, in which new seats are added first.

    A code once given stays, so that a printed sheet stays true. Raises ValueError where the file
    holds something else.
    """
    path = Path(path)
    known = _read(path) if path.exists() else {}
    missing = [name for name in names(count) if name not in known]
    if missing:
        known |= {name: _new_code(name) for name in missing}
        _write(path, known)
    return {name: known[name] for name in names(count)}


def _read(path):
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(known, dict) and all(isinstance(code, str) for code in known.values()):
            return known
    except ValueError:
        pass
    raise ValueError(f"{path} is damaged. Move it away, and every seat gets a new code.")


def _write(path, known):
    """Write whole or not at all, and for nobody else's eyes."""
    part = path.with_suffix(".part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(known, file, indent=1)
    part.replace(path)


def _new_code(name):
    """For "seat-07" a code such as 07-k4mf-x9qp: it says whose it is."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{name.removeprefix('seat-')}-{letters[:4]}-{letters[4:]}"


def seat_of(code, known):
    """The seat that a typed code belongs to, or None. Spaces and capitals do no harm."""
    typed = "".join(code.lower().split()).encode()
    # All are compared, each in constant time: how long it takes tells nothing.
    found = [name for name, own in known.items() if hmac.compare_digest(typed, own.encode())]
    return found[0] if found else None


class SeatAuthenticator(Authenticator):
    """Logs in whoever types the code of a seat. There are no passwords and no user names."""

    codes_file = Unicode(help="the file that `codes` wrote").tag(config=True)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.known = _read(Path(self.codes_file))
        self._wrong = asyncio.Semaphore(WRONG_AT_ONCE)

    async def authenticate(self, handler, data):
        """The name of the seat, or None; a wrong code waits before it is answered."""
        seat = seat_of(data.get("password", ""), self.known)
        if seat is None:
            async with self._wrong:
                await asyncio.sleep(WRONG_SECONDS)
        return seat


class ClosedSeatAuthenticator(SeatAuthenticator, LocalAuthenticator):
    """The same, and each seat is a user of the operating system with a home closed to others."""

    def add_system_user(self, user):
        """Make the user. Raises RuntimeError, which says why, if that fails."""
        command = ["useradd", "--create-home", "--user-group", "--shell", "/bin/bash"]
        command += ["--key", "HOME_MODE=0700", user.name]
        made = subprocess.run(command, capture_output=True, text=True, check=False)
        if made.returncode:
            raise RuntimeError(f"No user {user.name} could be made: {made.stderr.strip()}")
