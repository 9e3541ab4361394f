"""Start the processes of one training, as torchrun does.

On Windows torchrun itself can't start: it asks for a part of PyTorch (libuv) that the Windows build
lacks (github.com/pytorch/pytorch/issues/178600). There this file, as a command, does its work:
``python -m course_utils.plumbing.workers PROCESSES RESTARTS MODULE OPTIONS...``
"""

import os
import socket
import subprocess
import sys
import time

from course_utils.plumbing.folders import CHECKOUT


def command(processes, restarts=0, module="course_utils.distributed"):
    """What to type to start a module in several processes; when one dies, all start again."""
    if sys.platform == "win32":
        starter = ["course_utils.plumbing.workers", str(processes), str(restarts)]
    else:
        counts = ["--nproc-per-node", str(processes), "--max-restarts", str(restarts)]
        starter = ["torch.distributed.run", "--standalone", *counts, "-m"]
    return [sys.executable, "-m", *starter, module]


def start(command, *options):
    """Start a command of the course, wherever the caller stands; its lines come by .stdout."""
    path = os.pathsep.join(filter(None, [str(CHECKOUT), os.environ.get("PYTHONPATH")]))
    return subprocess.Popen(
        [*command, *map(str, options)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=os.environ | {"PYTHONPATH": path, "OMP_NUM_THREADS": "1", "PYTHONUNBUFFERED": "1"},
    )


def main(arguments=None):
    """Start PROCESSES workers and wait; where one fails, end the others and start all again."""
    processes, restarts, *program = sys.argv[1:] if arguments is None else arguments
    for attempt in range(int(restarts) + 1):
        places = {
            "WORLD_SIZE": processes,
            "LOCAL_WORLD_SIZE": processes,
            "MASTER_ADDR": "127.0.0.1",
            "MASTER_PORT": str(_free_port()),
            "TORCHELASTIC_RESTART_COUNT": str(attempt),
        }
        workers = [
            subprocess.Popen(
                [sys.executable, "-m", *program],
                env=os.environ | places | {"RANK": str(rank), "LOCAL_RANK": str(rank)},
            )
            for rank in range(int(processes))
        ]
        try:
            if _all_succeed(workers):
                return 0
        finally:
            for worker in workers:
                worker.kill()  # nothing happens to one that has ended
                worker.wait()
    print(f"A worker failed, and was started {int(restarts) + 1} times.", file=sys.stderr)
    return 1


def _all_succeed(workers):
    """Wait until all workers have ended well, or one has not."""
    while any(worker.poll() is None for worker in workers):
        if any(worker.poll() for worker in workers):
            return False
        time.sleep(0.1)
    return not any(worker.returncode for worker in workers)


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    sys.exit(main())
