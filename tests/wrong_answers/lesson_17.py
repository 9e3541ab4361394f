"""Other spellings of wrong answers to lesson 17, each with words of the hint that it must get.

What is an edit of the solution stands in course_utils/checks/lesson_17/ and is tried there.
"""

WRONG = {
    "average_gradients": [
        (
            "the mean of the means",
            """
def average_gradients(gradients, counts):
    return np.mean(gradients, axis=0)
""",
        ),
        (
            "the mean of the means",
            """
def average_gradients(gradients, counts):
    total = 0
    for g in gradients:
        total = total + g
    return total / len(gradients)
""",
        ),
        (
            "not yet divided",
            """
def average_gradients(gradients, counts):
    total = np.zeros_like(gradients[0])
    for n, g in zip(counts, gradients):
        total += n * g
    return total
""",
        ),
        (
            "the loop overwrites it",
            """
def average_gradients(gradients, counts):
    for n, g in zip(counts, gradients):
        total = n * g
    return total / sum(counts)
""",
        ),
    ],
    "my_indices": [
        (
            "blocks, one after the other",
            """
def my_indices(n, world, rank, epoch):
    order = np.random.default_rng(epoch).permutation(n)
    each = math.ceil(n / world)
    padded = np.resize(order, each * world)
    return np.split(padded, world)[rank]
""",
        ),
        (
            "has the same order",
            """
def my_indices(n, world, rank, epoch):
    order = np.random.default_rng(0).permutation(n)
    each = math.ceil(n / world)
    return np.resize(order, each * world)[rank::world]
""",
        ),
        (
            "Nothing is repeated",
            """
def my_indices(n, world, rank, epoch):
    return np.random.default_rng(epoch).permutation(n)[rank::world]
""",
        ),
    ],
    "bytes_sent": [
        (
            "These are bits",
            """
def bytes_sent(parameters, world):
    return 2 * (world - 1) / world * 32 * parameters
""",
        ),
        (
            "One way round only",
            """
def bytes_sent(parameters, world):
    return 4 * parameters - 4 * parameters / world
""",
        ),
    ],
    "best_number": [
        (
            "the time of the best number",
            """
def best_number(compute, send, wait, most):
    times = []
    for n in range(1, most + 1):
        times.append(compute / n + 2 * (n - 1) / n * send + 2 * (n - 1) * wait)
    return min(times)
""",
        ),
        (
            "One too low",
            """
def best_number(compute, send, wait, most):
    times = []
    for n in range(1, most + 1):
        times.append(compute / n + 2 * (n - 1) / n * send + 2 * (n - 1) * wait)
    return times.index(min(times))
""",
        ),
    ],
    "must_hold": [
        ("Write the words", "must_hold = (True, True)"),
        ("Write the words", "must_hold = 'yes'"),
        ("Look again at 3", "must_hold = (1, 1, 1, 1, 1, 1, 0, 0)"),
        ("Look again at 2", "must_hold = [True, False, False, True, True, True, False, False]"),
        ("Look again at 5", "must_hold = (True, True, False, True, False, True, False, False)"),
        ("Look again at 6", "must_hold = (True, True, False, True, True, False, False, False)"),
        ("Look again at 7", "must_hold = (True, True, False, True, True, True, True, False)"),
        ("Look again at 8", "must_hold = (True, True, False, True, True, True, False, True)"),
        ("Look again at 4", "must_hold = (True, True, False, False, True, True, False, False)"),
        ("Look again at 1", "must_hold = (False, True, False, True, True, True, False, False)"),
        ("Not all eight", "must_hold = (True,) * 8"),
        ("Weights alone", "must_hold = (True, *[False] * 7)"),
        ("turned round", "must_hold = (False, False, True, False, False, False, True, True)"),
    ],
    "diagnosis": [
        ("Write five letters", "diagnosis = 'ABC'"),
        ("Write five letters", "diagnosis = 'FGHIJ'"),
        ("Write five letters", "diagnosis = [1, 2, 3, 4, 5]"),
        ("stands there twice", "diagnosis = 'DBBAC'"),
        ("Look again at run 1", "diagnosis = 'A, B, C, D, E'"),
        ("Look again at run 2", "diagnosis = 'deBac'"),
        ("Look again at run 3", "diagnosis = ['D', 'B', 'A', 'E', 'C']"),
        ("Look again at run 4", "diagnosis = 'DBECA'"),
    ],
    "go_on": [
        (
            "The epoch begins anew",
            """
def go_on(checkpoint, gradient, batches, learning_rate, momentum):
    w = checkpoint["w"].copy()
    velocity = checkpoint["velocity"].copy()
    for batch in batches:
        velocity = momentum * velocity + gradient(w, batch)
        w -= learning_rate * velocity
    return w
""",
        ),
        (
            "The velocity begins anew",
            """
def go_on(checkpoint, gradient, batches, learning_rate, momentum):
    w, velocity = checkpoint["w"], np.zeros(checkpoint["w"].shape)
    for i in range(checkpoint["step"], len(batches)):
        velocity = momentum * velocity + gradient(w, batches[i])
        w = w - learning_rate * velocity
    return w
""",
        ),
        (
            "-= writes into the same array",
            """
def go_on(checkpoint, gradient, batches, learning_rate, momentum):
    w, velocity = checkpoint["w"], checkpoint["velocity"]
    for i, batch in enumerate(batches):
        if i >= checkpoint["step"]:
            velocity = momentum * velocity + gradient(w, batch)
            w -= learning_rate * velocity
    return w
""",
        ),
    ],
}
