"""Pixels in another order: exercise 11.10."""

import torch

from course_utils.checks.exercise import FunctionExercise


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


_ORDER = "torch.randperm(train.shape[1], generator=torch.Generator().manual_seed(seed))"

shuffle_pixels = FunctionExercise(
    name="shuffle_pixels",
    solution=f"""
def shuffle_pixels(train, test, seed):
    order = {_ORDER}
    return train[:, order], test[:, order]
""",
    cases=lambda: [
        (_numbered(5, 40, 1000), _numbered(3, 40, 5000), 0),
        (_numbered(4, 30, 1000), _numbered(4, 30, 5000), 7),
    ],
    observe=_observe,
    passed="One fixed order for every image: nothing is lost but who is whose neighbour.",
    edits={
        _ORDER: {
            "torch.randperm(train.shape[1])": "The seed is not used: two calls with the same seed "
            "must give the same order. Make a torch.Generator, set its manual_seed, and give it to "
            "randperm.",
            "(torch.manual_seed(seed), torch.randperm(train.shape[1]))[1]": "This seeds PyTorch's "
            "own generator, so whoever draws random numbers after this call gets others than "
            "before. Make a torch.Generator of your own.",
            _ORDER.replace("seed(seed)", "seed(3)"): "The order is the same for every seed.",
            _ORDER.replace("train.shape[1]", "len(train)"): "The order counts images (shape[0]). "
            "It must hold every pixel once (shape[1]).",
            "torch.randint(0, train.shape[1], (train.shape[1],), "
            "generator=torch.Generator().manual_seed(seed))": "Pixels are drawn with repetition: "
            "some are lost, others stand twice. Use randperm.",
            "torch.arange(train.shape[1]).roll(seed + 1)": "The pixels are only moved along: "
            "neighbours stay neighbours. Draw a random order.",
            "torch.arange(train.shape[1])": "Nothing is shuffled: the images come back as they "
            "were.",
        },
        "test[:, order]": {
            "test": "Only the training images are shuffled. The test images need the same order.",
            f"test[:, {_ORDER.replace('seed(seed)', 'seed(seed + 100)')}]": "Training and test "
            "images are shuffled in two different orders: what the network learns of a pixel is "
            "then wrong in the test. Draw the order once.",
        },
        "train[:, order]": {
            "train": "Only the test images are shuffled. The training images need the same order.",
        },
        "return train[:, order], test[:, order]": {
            "return test[:, order], train[:, order]": "Both are shuffled, but they come back in "
            "the other order: training images first.",
            "train[:], test[:] = train[:, order], test[:, order]\nreturn train, test": "The order "
            "is right, but it is written into the arguments: whoever calls this finds the images "
            "shuffled afterwards. Return new tensors.",
            """
generator = torch.Generator().manual_seed(seed)
rows = lambda images: images[torch.randperm(len(images), generator=generator)]
return rows(train), rows(test)
""": "This shuffles the images (rows), not the pixels (columns): it even separates the images from "
            "their labels.",
            """
generator = torch.Generator().manual_seed(seed)
each = lambda image: image[torch.randperm(len(image), generator=generator)]
return torch.stack([each(x) for x in train]), torch.stack([each(x) for x in test])
""": "Each image gets an order of its own, which destroys every image. Draw one order for all of "
            "them.",
        },
    },
)
