"""One training by several processes, as lesson 17 builds it, and the same as a command.

``python -m course_utils.distributed`` trains in one process, ``torchrun --standalone
--nproc-per-node 2 -m course_utils.distributed`` in two; ``--help`` lists the options. However many
there are, each update is that of one batch, and a training that was stopped goes on where it was.
"""

import hashlib
import io
import math
import os
import sys
from datetime import timedelta

import torch
import torch.distributed as dist
import torch.nn.functional as F

LOOPBACK = {"linux": "lo", "darwin": "lo0"}  # the network inside one machine, by its name


def join_group(timeout):
    """Meet the other processes, or be a group of one, and return the device to compute on.

    torchrun tells each process by environment variables who it is. Whatever waits longer than
    timeout seconds for another process, here or later, ends in a RuntimeError.
    """
    on_this_machine = int(os.environ.get("LOCAL_WORLD_SIZE", 1))
    gpu = torch.cuda.device_count() >= on_this_machine
    wait = timedelta(seconds=timeout)
    if "WORLD_SIZE" in os.environ:
        store, rank, world = next(dist.rendezvous("env://", timeout=wait))
    else:
        store, rank, world = dist.HashStore(), 0, 1  # alone: no network is needed
    if on_this_machine == world:
        if sys.platform in LOOPBACK:
            os.environ.setdefault("GLOO_SOCKET_IFNAME", LOOPBACK[sys.platform])
        # After a restart the addresses of the dead still hang on torchrun's notice board.
        attempt = os.environ.get("TORCHELASTIC_RESTART_COUNT", "0")
        store = dist.PrefixStore(f"attempt {attempt}", store)
    backend = "nccl" if gpu else "gloo"
    dist.init_process_group(backend, store=store, rank=rank, world_size=world, timeout=wait)
    if not gpu:
        return torch.device("cpu")
    torch.cuda.set_device(int(os.environ.get("LOCAL_RANK", 0)))
    return torch.device("cuda", torch.cuda.current_device())


def train_epoch(model, optimizer, images, labels, sampler, batch_size, start=0):
    """One epoch, from batch number start on. Yields the number of finished batches after each.

    batch_size counts the images of all processes together and is a multiple of their number. The
    sampler is a DistributedSampler whose epoch is set, model a DistributedDataParallel.
    """
    model.train()
    rank, world = sampler.rank, sampler.num_replicas
    mine = torch.tensor(list(sampler))  # every world-th index, from number rank on
    share = batch_size // world
    for step in range(start, math.ceil(len(labels) / batch_size)):
        first, last = step * batch_size, min((step + 1) * batch_size, len(labels))
        unique = len(range(first + rank, last, world))  # at the ragged end some are repeats
        chosen = mine[step * share :][:unique]
        loss = F.nll_loss(model(images[chosen]), labels[chosen], reduction="sum")
        optimizer.zero_grad()
        (loss * world / (last - first)).backward()  # the mean over processes is taken in here
        optimizer.step()
        yield step + 1


def random_state():
    """The state of this process's random numbers, on the device where it computes."""
    if torch.cuda.is_available() and dist.get_backend() == "nccl":
        return torch.cuda.get_rng_state()
    return torch.get_rng_state()


def set_random_state(state):
    """Go on with the random numbers where random_state() was called."""
    if torch.cuda.is_available() and dist.get_backend() == "nccl":
        torch.cuda.set_rng_state(state)
    else:
        torch.set_rng_state(state)


def snapshot(model, optimizer, epoch, step, settings):
    """All that a training needs to go on as if nothing had been. Every process must call this."""
    random = [None] * dist.get_world_size()
    dist.all_gather_object(random, random_state())
    return {
        "settings": settings,
        "epoch": epoch,
        "step": step,
        "net": model.module.state_dict(),
        "optimizer": optimizer.state_dict(),
        "random": random,  # one state per process: each draws its own numbers
    }


def restore(state, model, optimizer):
    """Bring a new model and optimizer to where snapshot() was called; returns (epoch, step)."""
    model.module.load_state_dict(state["net"])
    optimizer.load_state_dict(state["optimizer"])
    set_random_state(state["random"][dist.get_rank()])
    return state["epoch"], state["step"]


def save_checkpoint(state, path):
    """Write state to path, whole or not at all."""
    content = io.BytesIO()
    torch.save(state, content)
    content = content.getvalue()
    part = path.with_name(path.name + ".part")
    with part.open(mode="wb") as file:
        file.write(hashlib.sha256(content).digest() + content)
        file.flush()
        os.fsync(file.fileno())  # now it is on the disk, not only on its way there
    part.replace(path)  # one move: who looks sees the old file or the new one, never a half


def load_checkpoint(path):
    """The state that save_checkpoint wrote, or None if there is none.

    The file's first 32 bytes are the SHA-256 of the others: torch.load alone would not notice a
    changed weight. Raises ValueError if the file is damaged.
    """
    if not path.exists():
        return None
    content = path.read_bytes()
    if hashlib.sha256(content[32:]).digest() != content[:32]:
        raise ValueError(f"{path} is damaged: delete it to begin anew, or bring back a copy")
    return torch.load(io.BytesIO(content[32:]), map_location="cpu", weights_only=True)


def first_reads(read):
    """What read() returns in process 0, for every process; and the error that it raises, too."""
    found = [None]
    if dist.get_rank() == 0:
        try:
            found = [read()]
        except (OSError, ValueError) as error:
            found = [error]
    dist.broadcast_object_list(found)
    if isinstance(found[0], Exception):
        raise found[0]
    return found[0]


if __name__ == "__main__":
    from course_utils.plumbing.distribute import main
    from course_utils.plumbing.terminal import run

    sys.exit(run(main))
