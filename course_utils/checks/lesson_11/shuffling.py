"""Pixels in another order: exercise 11.10."""

import torch

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


def _numbered(n, pixels, first):
    """Images whose pixels hold their own number, so that where each went can be read."""
    return torch.arange(pixels).float() + first * torch.arange(n)[:, None]


def _observe(answer, train, test, seed):
    kept, alone = [], []

    def shuffle(seed):
        given, state = (train.clone(), test.clone()), torch.get_rng_state()
        returned = answer(*given, seed)
        kept.append(torch.equal(given[0], train) and torch.equal(given[1], test))
        alone.append(torch.equal(state, torch.get_rng_state()))
        return returned

    returned = shuffle(seed)
    if not isinstance(returned, (tuple, list)) or len(returned) != 2:
        return {"what it returns": returned}
    a, b = map(torch.as_tensor, returned)
    if a.shape != train.shape or b.shape != test.shape:
        return {"the shapes": (tuple(a.shape), tuple(b.shape))}
    again, other = (torch.as_tensor(shuffle(s)[0]) for s in (seed, seed + 1))
    order = a[0] % 1000
    neighbours = (order[1:] - order[:-1]).abs() == 1
    return {
        "what it returns": "a pair",
        "the shapes": (tuple(a.shape), tuple(b.shape)),
        "the arguments stay as they were": all(kept),
        "the images keep their places": torch.equal(a[:, 0] // 1000, train[:, 0] // 1000),
        "every pixel of an image is kept, in some order": torch.equal(
            a.sort(dim=1).values, train.sort(dim=1).values
        ),
        "training pixels moved": not torch.equal(a, train),
        "test pixels moved": not torch.equal(b, test),
        "neighbouring pixels are parted": bool(neighbours.float().mean() < 0.5),
        "all training images are shuffled alike": bool((a % 1000 == order).all()),
        "the test images are shuffled like the training images": bool((b % 1000 == order).all()),
        "the same seed gives the same order": torch.equal(a, again),
        "another seed gives another order": not torch.equal(a, other),
        "PyTorch's own random numbers are left alone": all(alone),
    }


shuffle_pixels = FunctionExercise(
    **texts("shuffle_pixels"),
    cases=lambda: [
        (_numbered(5, 40, 1000), _numbered(3, 40, 5000), 0),
        (_numbered(4, 30, 1000), _numbered(4, 30, 5000), 7),
    ],
    observe=_observe,
)
