"""Wrong answers to lesson 08, and words of the hint that each must get."""

WRONG = {
    "dead_units": [
        (
            "for each image",
            """
def dead_units(batches):
    a = np.concatenate(batches)
    return (a == 0).all(axis=1)
""",
        ),
        (
            "off for any one image",
            """
def dead_units(batches):
    a = np.vstack(batches)
    return a.min(axis=0) == 0
""",
        ),
        (
            "Only the first batch",
            """
def dead_units(batches):
    for a in batches:
        return (a == 0).all(axis=0)
""",
        ),
        (
            "Only the last batch",
            """
def dead_units(batches):
    for a in batches:
        dead = (a == 0).all(axis=0)
    return dead
""",
        ),
        (
            "off for one whole batch",
            """
def dead_units(batches):
    dead = np.zeros(batches[0].shape[1], dtype=bool)
    for a in batches:
        dead = dead | (a == 0).all(axis=0)
    return dead
""",
        ),
        (
            "weak, but not dead",
            """
def dead_units(batches):
    return np.concatenate(batches).mean(axis=0) < 1e-3
""",
        ),
        (
            "Nearly always off is not dead",
            """
def dead_units(batches):
    a = np.concatenate(batches)
    return (a == 0).mean(axis=0) > 0.99
""",
        ),
        (
            "that are alive",
            """
def dead_units(batches):
    return np.concatenate(batches).sum(axis=0) > 0
""",
        ),
        (
            "the numbers of the dead units",
            """
def dead_units(batches):
    a = np.concatenate(batches)
    return np.where((a == 0).all(axis=0))[0]
""",
        ),
        (
            "how many are dead",
            """
def dead_units(batches):
    a = np.concatenate(batches)
    return (a == 0).all(axis=0).sum()
""",
        ),
        (
            "one verdict for the whole layer",
            """
def dead_units(batches):
    return bool((np.concatenate(batches) == 0).all())
""",
        ),
        (
            "can't be joined like this",
            """
def dead_units(batches):
    return (np.array(batches) == 0).all(axis=(0, 1))
""",
        ),
        (
            "can't be joined like this",
            """
def dead_units(batches):
    return (np.concatenate(batches, axis=1) == 0).all(axis=0)
""",
        ),
        (
            "weak, but not dead",
            """
def dead_units(batches):
    return np.concatenate(batches).mean(axis=0) < 1e-12
""",
        ),
        (
            "batches is a list",
            """
def dead_units(batches):
    return (batches == 0).all(axis=0)
""",
        ),
        (
            "a row for each batch",
            """
def dead_units(batches):
    dead = [(a == 0).all(axis=0) for a in batches]
    return np.array(dead)
""",
        ),
        (
            "stays False",
            """
def dead_units(batches):
    dead = False
    for a in batches:
        dead = dead & (a == 0).all(axis=0)
    return dead
""",
        ),
    ],
}
