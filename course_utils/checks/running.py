"""Running an answer so that nothing it does reaches the notebook.

On Linux in a forked child process: it has all that the notebook has, cannot change it, and can be
ended at any moment. Elsewhere a fork is not safe (or not there), and a new process does not know
the functions that were typed into a notebook: a thread, behind which all is put back that can be.
"""

import contextlib
import ctypes
import io
import mmap
import os
import pickle
import select
import signal
import sys
import threading
import time
import warnings
from pathlib import Path

import torch

from course_utils.checks.state import preserved

FORK = sys.platform == "linux"
SECONDS = 10  # for all calls of one answer together
MEMORY = 4 * 2**30  # bytes that an answer may take beside what the notebook holds
PRINTED = 400  # characters shown of what an answer prints


class Unfinished:
    """Why there is no result, in whole sentences, and a short name for it."""

    def __init__(self, kind, text):
        self.kind, self.text = kind, text


def _stopped():
    return Unfinished(
        "never-ends",
        f"It did not finish within {SECONDS} seconds: probably a loop that never ends. It was "
        "stopped and your notebook is fine. Look at what ends the loop.",
    )


_DIED = Unfinished(
    "process-ended",
    "It ended the whole process that it ran in: too much memory, or too deep in calls of itself. "
    "Your notebook is fine.",
)
_NOT_STOPPED = (
    "It did not finish within {} seconds, and it could not be stopped: it still runs, in a call "
    "that Python can't leave. Restart the kernel by the menu Kernel > Restart; what you typed "
    "stays where it is."
)


def run(work):
    """(the result of work(), what it printed); the result is Unfinished if there is none.

    The result must be made of what pickle knows. Ctrl+C, or the button that interrupts the kernel,
    ends the work too.
    """
    return _in_child(work) if FORK else _in_thread(work)


# --- in a child process ---------------------------------------------------------------------


def _in_child(work):
    output = _FirstCharacters()
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Python 3.12 warns of forks beside threads
        child = os.fork()
    if child == 0:
        os.close(reading)
        _be_the_child(work, writing, output)  # never returns
    os.close(writing)
    try:
        sent = _read(reading, time.monotonic() + SECONDS)
    finally:  # also after a KeyboardInterrupt
        os.close(reading)
        for kill in (os.killpg, os.kill):  # with all that it has started itself, and it alone
            with contextlib.suppress(ProcessLookupError, PermissionError):
                kill(child, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(child, 0)
    if sent is None:
        return _stopped(), output.told()
    return (pickle.loads(sent) if sent else _DIED), output.told()


def _read(reading, deadline):
    """All bytes of one message, empty if the writer died, None if the time is over."""
    received = bytearray()
    while True:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([reading], [], [], left)[0]:
            return None
        part = os.read(reading, 1 << 20)
        if not part:
            return b""
        received += part
        if len(received) >= 8 and len(received) - 8 >= int.from_bytes(received[:8], "little"):
            return bytes(received[8:])


def _be_the_child(work, writing, output):
    try:
        os.setsid()  # an interrupt of the notebook is none of its business: it is killed
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        _bound_memory()
        torch.set_num_threads(1)  # the threads of the notebook's OpenMP do not live on in a child
        sys.stdout, sys.stderr = output, _FirstCharacters()
        warnings.simplefilter("ignore")
        message = pickle.dumps(work())
        os.write(writing, len(message).to_bytes(8, "little"))
        while message:
            message = message[os.write(writing, message) :]
    finally:
        os._exit(0)  # no cleaning up: files, figures and sockets belong to the notebook


def _bound_memory():
    import resource  # not on Windows

    with contextlib.suppress(OSError, ValueError):
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        limit = pages * resource.getpagesize() + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        Path("/proc/self/oom_score_adj").write_text("1000")  # if memory ends, this goes first


# --- in a thread ----------------------------------------------------------------------------


class _Stop(BaseException):
    """Raised inside an answer that runs too long; no `except Exception` of its own catches it.

    A bare `except:` does. It makes an instance first, in the answer's thread, and this has each
    function at work there raise again at its next line, which is inside or behind the `except:`.
    """

    def __init__(self):
        super().__init__()
        sys.settrace(lambda *_: None)  # without it the traces of single frames are ignored
        frame = sys._getframe(1)
        while frame and frame.f_code.co_filename != __file__:  # the rest of the stack is ours
            frame.f_trace = _stop_again
            frame = frame.f_back


def _stop_again(frame, event, _):
    if event == "line":
        raise _Stop
    return _stop_again


def _in_thread(work):
    result, output, ended = [], _FirstCharacters(), threading.Event()

    def target():
        try:
            with contextlib.suppress(_Stop):
                result.append(work())
        finally:
            ended.set()  # is_alive() is not to be trusted after a KeyboardInterrupt

    thread = threading.Thread(target=target, daemon=True)
    silent = contextlib.redirect_stderr(_FirstCharacters())
    with preserved(), contextlib.redirect_stdout(output), silent:
        warnings.simplefilter("ignore")
        thread.start()
        try:
            ended.wait(SECONDS)
        finally:
            for _ in range(20):  # an `except:` around others may swallow the first ones
                if ended.is_set():
                    break
                ctypes.pythonapi.PyThreadState_SetAsyncExc(
                    ctypes.c_ulong(thread.ident), ctypes.py_object(_Stop)
                )
                ended.wait(0.1)
    if ended.is_set():
        thread.join(1)
        return (result[0] if result else _stopped()), output.told()
    return Unfinished("not-stopped", _NOT_STOPPED.format(SECONDS)), output.told()


def passes_through(error):
    """Whether an error is not the answer's own, but the sign for it to stop."""
    return isinstance(error, _Stop)


class _FirstCharacters(io.TextIOBase):
    """Keeps the start of what is written, so that an endless print fills no memory.

    In memory that a child process shares with the notebook: it is told of an answer that was ended.
    """

    def __init__(self):
        self.memory, self.length = mmap.mmap(-1, PRINTED + 1), 0

    def write(self, text):
        part = text.encode("utf-8", "replace")[: len(self.memory) - self.length]
        self.memory[self.length : self.length + len(part)] = part
        self.length += len(part)
        return len(text)

    def told(self):
        """What was written, cut; empty if it is nothing."""
        written = self.memory[:].rstrip(b"\0")
        more = " ..." if len(written) > PRINTED else ""
        return written[:PRINTED].decode("utf-8", "ignore").rstrip() + more
