"""Wrong answers to the exercises of lesson 14, each with words of the hint it must get."""

WRONG = {
    "place": [
        (
            "divides by n. With ddof=1",
            """
def place(runs, claimed):
    z = (claimed - np.mean(runs)) / np.std(runs)
    share = np.mean(runs >= claimed)
    return z, share
""",
        ),
        (
            "measured in standard errors: you divide by the root of n",
            """
def place(runs, claimed):
    error = np.std(runs, ddof=1) / np.sqrt(len(runs))
    return (claimed - np.mean(runs)) / error, np.mean(runs >= claimed)
""",
        ),
        (
            "standard errors, and the standard deviation divides by n",
            """
def place(runs, claimed):
    error = np.std(runs) / len(runs) ** 0.5
    return (claimed - np.mean(runs)) / error, sum(runs >= claimed) / len(runs)
""",
        ),
        (
            "the sign of the distance is turned round",
            """
def place(runs, claimed):
    z = (runs.mean() - claimed) / runs.std(ddof=1)
    return z, (runs >= claimed).mean()
""",
        ),
        (
            "the distance has lost its sign",
            """
def place(runs, claimed):
    z = abs(claimed - runs.mean()) / runs.std(ddof=1)
    return z, (runs >= claimed).mean()
""",
        ),
        (
            "you divide by the variance. The",
            """
def place(runs, claimed):
    z = (claimed - runs.mean()) / runs.var(ddof=1)
    return z, (runs >= claimed).mean()
""",
        ),
    ],
    "compare": [
        (
            "scatter of single runs",
            """
def compare(a, b):
    difference = a.mean() - b.mean()
    error = np.sqrt(a.var(ddof=1) + b.var(ddof=1))
    verdict = "can't tell"
    if abs(difference) > 2 * error:
        verdict = "a" if difference < 0 else "b"
    return difference, error, verdict
""",
        ),
        (
            "With ddof=1 they divide by n - 1",
            """
def compare(a, b):
    difference = a.mean() - b.mean()
    error = np.sqrt(a.var() / len(a) + b.var() / len(b))
    verdict = "can't tell"
    if abs(difference) > 2 * error:
        verdict = "a" if difference < 0 else "b"
    return difference, error, verdict
""",
        ),
        (
            "leaves out b",
            """
def compare(a, b):
    difference = a.mean() - b.mean()
    error = a.std(ddof=1) / np.sqrt(len(a))
    verdict = "can't tell"
    if abs(difference) > 2 * error:
        verdict = "a" if difference < 0 else "b"
    return difference, error, verdict
""",
        ),
        (
            "leaves out a",
            """
def compare(a, b):
    difference = a.mean() - b.mean()
    error = b.std(ddof=1) / np.sqrt(len(b))
    verdict = "can't tell"
    if abs(difference) > 2 * error:
        verdict = "a" if difference < 0 else "b"
    return difference, error, verdict
""",
        ),
        (
            "added as they are",
            """
def compare(a, b):
    difference = a.mean() - b.mean()
    error = a.std(ddof=1) / np.sqrt(len(a)) + b.std(ddof=1) / np.sqrt(len(b))
    verdict = "can't tell"
    if abs(difference) > 2 * error:
        verdict = "a" if difference < 0 else "b"
    return difference, error, verdict
""",
        ),
        (
            "are subtracted",
            """
def compare(a, b):
    difference = a.mean() - b.mean()
    error = abs(a.var(ddof=1) / len(a) - b.var(ddof=1) / len(b)) ** 0.5
    verdict = "can't tell"
    if abs(difference) > 2 * error:
        verdict = "a" if difference < 0 else "b"
    return difference, error, verdict
""",
        ),
    ],
    "rates": [
        (
            "these are means of the single rates",
            """
def rates(milliseconds, sizes):
    seconds = milliseconds / 1000
    return np.mean(1 / seconds), np.mean(sizes / seconds)
""",
        ),
        (
            "These are means of the single rates",
            """
def rates(milliseconds, sizes):
    updates = np.mean(1000 / milliseconds)
    return updates, updates * np.mean(sizes)
""",
        ),
        (
            "the single rates are added up",
            """
def rates(milliseconds, sizes):
    seconds = milliseconds / 1000
    return sum(1 / seconds), sum(sizes / seconds)
""",
        ),
        (
            "divided by 1,000 twice",
            """
def rates(milliseconds, sizes):
    seconds = sum(milliseconds) / 1e6
    return len(milliseconds) / seconds, sum(sizes) / seconds
""",
        ),
        (
            "samples is a mean of single rates",
            """
def rates(milliseconds, sizes):
    seconds = milliseconds / 1000
    return len(seconds) / seconds.sum(), np.mean(sizes / seconds)
""",
        ),
        (
            "updates is a mean of single rates",
            """
def rates(milliseconds, sizes):
    seconds = milliseconds / 1000
    return np.mean(1 / seconds), sizes.sum() / seconds.sum()
""",
        ),
    ],
    "upset": [
        (
            "meets only run i of B",
            """
def upset(a, b):
    wins = 0
    for x, y in zip(a, b):
        if y > x:
            wins += 1
        elif y == x:
            wins += 0.5
    return wins / min(len(a), len(b))
""",
        ),
        (
            "in which A wins. Asked",
            """
def upset(a, b):
    return ((a[:, None] > b) + 0.5 * (a[:, None] == b)).mean()
""",
        ),
        (
            "A wins, without the ties",
            "def upset(a, b):\n    return np.mean([x > y for x in a for y in b])",
        ),
        (
            "ties are left out",
            "def upset(a, b):\n    return np.mean([y > x for x in a for y in b])",
        ),
        ("a whole win of B", "def upset(a, b):\n    return (b[None, :] >= a[:, None]).mean()"),
        (
            "taken out of the number of pairs",
            """
def upset(a, b):
    higher = (b[None, :] > a[:, None]).sum()
    lower = (b[None, :] < a[:, None]).sum()
    return higher / (higher + lower)
""",
        ),
    ],
    "controlled": [
        (
            "that second thing is the confounder",
            """
def controlled(runs, factor):
    pairs = []
    for i in range(len(runs)):
        for j in range(i + 1, len(runs)):
            if runs[i][factor] != runs[j][factor]:
                pairs.append((i, j))
    return pairs
""",
        ),
        (
            "The seed may differ".lower(),
            """
def controlled(runs, factor):
    pairs = []
    for i in range(len(runs)):
        for j in range(i + 1, len(runs)):
            differ = {key for key in runs[i] if runs[i][key] != runs[j][key]}
            if differ - {"seed"} == {factor}:
                pairs.append((i, j))
    return pairs
""",
        ),
        (
            "two equal runs compare nothing",
            """
def controlled(runs, factor):
    pairs = []
    for i in range(len(runs)):
        for j in range(i + 1, len(runs)):
            if all(runs[i][key] == runs[j][key] for key in runs[i] if key != factor):
                pairs.append((i, j))
    return pairs
""",
        ),
        (
            "each pair comes twice",
            """
def controlled(runs, factor):
    return [
        (i, j)
        for i, p in enumerate(runs)
        for j, q in enumerate(runs)
        if [key for key in p if p[key] != q[key]] == [factor]
    ]
""",
        ),
        (
            "a run makes no pair with itself",
            """
def controlled(runs, factor):
    pairs = []
    for i, p in enumerate(runs):
        for j, q in enumerate(runs):
            if i <= j and all(p[key] == q[key] for key in p if key != factor):
                pairs.append((i, j))
    return pairs
""",
        ),
        (
            "but turned round",
            """
def controlled(runs, factor):
    pairs = []
    for i in range(len(runs)):
        for j in range(i):
            differ = [key for key in runs[i] if runs[i][key] != runs[j][key]]
            if differ == [factor]:
                pairs.append((i, j))
    return pairs
""",
        ),
    ],
    "testable": [
        ("what is an application", 'testable = "AB"'),
        ("better at what?", 'testable = "b, c, e"'),
        ("one backprop of which network", 'testable = "DE"'),
        ("the settings were not the right ones", 'testable = {"B", "E", "F"}'),
        ("B is one of them", 'testable = "b"'),
        ("E is one of them", 'testable = ["E"]'),
        ("A to F only", 'testable = "B and E"'),
    ],
    "flaws": [
        ("in each of ten seeds", 'flaws = ("b", "a", "c", "d", "g", "e", "f")'),
        ("not even the effect is known", 'flaws = ("f", "b", "c", "d", "g", "e", "a")'),
        ("ten seeds are good", 'flaws = "gbcdaef"'),
        ("count what differs", 'flaws = ("d", "b", "c", "a", "g", "e", "f")'),
        ("more than the activation changed", 'flaws = "AACDGEF"'),
        ("anything was chosen by the test set", 'flaws = ["a", "c", "b", "d", "g", "e", "f"]'),
    ],
}
