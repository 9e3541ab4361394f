"""Wrong answers to lesson 08 that no edit says, and words of the hint that each must get."""

WRONG = {
    "controls": [
        (
            "two changes at once",
            """
def controls(z):
    a = np.tanh(z)
    return a, a + 1
""",
        ),
        (
            "only_centred is still",
            "def controls(z):\n    return 1 / (1 + np.exp(-z)), np.tanh(z) + 1",
        ),
    ],
    "dead_units": [
        (
            "overwritten",
            """
def dead_units(batches):
    for a in batches:
        dead = (a == 0).all(axis=0)
    return dead
""",
        ),
        (
            "stays False",
            """
def dead_units(batches):
    dead = np.zeros(batches[0].shape[1], dtype=bool)
    for a in batches:
        dead &= (a == 0).all(axis=0)
    return dead
""",
        ),
        (
            "off for one whole batch",
            """
def dead_units(batches):
    dead = (batches[0] == 0).all(axis=0)
    for a in batches[1:]:
        dead |= (a == 0).all(axis=0)
    return dead
""",
        ),
    ],
    "best_rate": [
        (
            "at the edge",
            """
def best_rate(rates, accuracies):
    means = [row.mean() for row in accuracies]
    return rates[means.index(max(means))]
""",
        ),
        (
            "stops at the first fall",
            """
def best_rate(rates, accuracies):
    means = accuracies.mean(axis=1)
    best = 0
    while best + 1 < len(means) and means[best + 1] > means[best]:
        best += 1
    return rates[best] if 0 < best < len(rates) - 1 else None
""",
        ),
    ],
    "trial": [
        (
            "however small",
            """
def trial(rates, a, b):
    i, j = a.mean(axis=1).argmax(), b.mean(axis=1).argmax()
    if {i, j} & {0, len(rates) - 1}:
        return "can't tell"
    return "a" if a[i].mean() > b[j].mean() else "b"
""",
        ),
        (
            "share their luck",
            """
def trial(rates, a, b):
    i, j = a.mean(axis=1).argmax(), b.mean(axis=1).argmax()
    if i in (0, len(rates) - 1) or j in (0, len(rates) - 1):
        return "can't tell"
    d = a[i].mean() - b[j].mean()
    error = np.hypot(a[i].std(ddof=1), b[j].std(ddof=1)) / len(a[i]) ** 0.5
    return "can't tell" if abs(d) <= 2 * error else "a" if d > 0 else "b"
""",
        ),
    ],
}
