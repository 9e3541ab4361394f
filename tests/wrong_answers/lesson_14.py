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
        (
            "by the one that divides by n",
            """
def place(runs, claimed):
    z = (claimed - runs.mean()) / runs.var()
    return z, (runs >= claimed).mean()
""",
        ),
        (
            "still in units of the accuracy",
            """
def place(runs, claimed):
    z = claimed - runs.mean()
    return z, (runs >= claimed).mean()
""",
        ),
        (
            "brackets are missing",
            """
def place(runs, claimed):
    z = claimed - np.mean(runs) / np.std(runs, ddof=1)
    return z, np.mean(runs >= claimed)
""",
        ),
        (
            "taken from a bell curve",
            """
def place(runs, claimed):
    from statistics import NormalDist

    z = (claimed - runs.mean()) / runs.std(ddof=1)
    return z, 1 - NormalDist().cdf(z)
""",
        ),
        (
            "starts at the median",
            """
def place(runs, claimed):
    z = (claimed - np.median(runs)) / runs.std(ddof=1)
    return z, (runs >= claimed).mean()
""",
        ),
        (
            "the range of the runs",
            """
def place(runs, claimed):
    z = (claimed - runs.mean()) / np.ptp(runs)
    return z, (runs >= claimed).mean()
""",
        ),
        (
            "by what part the number is larger",
            """
def place(runs, claimed):
    z = claimed / runs.mean() - 1
    return z, (runs >= claimed).mean()
""",
        ),
        (
            "Judge it by the others alone",
            """
def place(runs, claimed):
    everything = np.append(runs, claimed)
    z = (claimed - everything.mean()) / everything.std(ddof=1)
    return z, (runs >= claimed).mean()
""",
        ),
        (
            "leaves out a run exactly as high",
            """
def place(runs, claimed):
    z = (claimed - runs.mean()) / runs.std(ddof=1)
    return z, (runs > claimed).mean()
""",
        ),
        (
            "share counts the runs below",
            """
def place(runs, claimed):
    z = (claimed - runs.mean()) / runs.std(ddof=1)
    return z, sum(1 for run in runs if run < claimed) / len(runs)
""",
        ),
        (
            "as high or lower",
            """
def place(runs, claimed):
    z = (claimed - runs.mean()) / runs.std(ddof=1)
    return z, (claimed >= runs).mean()
""",
        ),
        (
            "share is a count",
            """
def place(runs, claimed):
    z = (claimed - runs.mean()) / runs.std(ddof=1)
    return z, (runs >= claimed).sum()
""",
        ),
        (
            "in per cent",
            """
def place(runs, claimed):
    z = (claimed - runs.mean()) / runs.std(ddof=1)
    return z, 100 * (runs >= claimed).mean()
""",
        ),
        (
            "changed places",
            """
def place(runs, claimed):
    z = (claimed - runs.mean()) / runs.std(ddof=1)
    return (runs >= claimed).mean(), z
""",
        ),
        (
            "only the distance is returned",
            """
def place(runs, claimed):
    return (claimed - runs.mean()) / runs.std(ddof=1)
""",
        ),
        ("only the share", "def place(runs, claimed):\n    return (runs >= claimed).mean()"),
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
        (
            "standard deviations are divided",
            """
def compare(a, b):
    difference = a.mean() - b.mean()
    error = np.sqrt(np.std(a, ddof=1) / len(a) + np.std(b, ddof=1) / len(b))
    verdict = "can't tell"
    if abs(difference) > 2 * error:
        verdict = "a" if difference < 0 else "b"
    return difference, error, verdict
""",
        ),
        (
            "all runs together",
            """
def compare(a, b):
    difference = a.mean() - b.mean()
    error = np.sqrt((a.var(ddof=1) + b.var(ddof=1)) / (len(a) + len(b)))
    verdict = "can't tell"
    if abs(difference) > 2 * error:
        verdict = "a" if difference < 0 else "b"
    return difference, error, verdict
""",
        ),
        (
            "the number of runs of a",
            """
def compare(a, b):
    n = len(a)
    difference = a.mean() - b.mean()
    error = np.sqrt((a.var(ddof=1) + b.var(ddof=1)) / n)
    verdict = "can't tell"
    if abs(difference) > 2 * error:
        verdict = "a" if difference < 0 else "b"
    return difference, error, verdict
""",
        ),
        (
            "n - 1 is used twice",
            """
def compare(a, b):
    difference = a.mean() - b.mean()
    error = np.sqrt(a.var(ddof=1) / (len(a) - 1) + b.var(ddof=1) / (len(b) - 1))
    verdict = "can't tell"
    if abs(difference) > 2 * error:
        verdict = "a" if difference < 0 else "b"
    return difference, error, verdict
""",
        ),
        (
            "still a variance",
            """
def compare(a, b):
    difference = a.mean() - b.mean()
    error = a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b)
    verdict = "can't tell"
    if abs(difference) > 2 * error:
        verdict = "a" if difference < 0 else "b"
    return difference, error, verdict
""",
        ),
        (
            "already doubled",
            """
def compare(a, b):
    difference = a.mean() - b.mean()
    error = 2 * np.sqrt(a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b))
    verdict = "can't tell"
    if abs(difference) > error:
        verdict = "a" if difference < 0 else "b"
    return difference, error, verdict
""",
        ),
        (
            "difference is b minus a. It",
            """
def compare(a, b):
    difference = b.mean() - a.mean()
    error = np.sqrt(a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b))
    verdict = "can't tell"
    if difference > 2 * error:
        verdict = "a"
    elif difference < -2 * error:
        verdict = "b"
    return difference, error, verdict
""",
        ),
        (
            "and the verdict follows it",
            """
def compare(a, b):
    difference = b.mean() - a.mean()
    error = np.sqrt(a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b))
    verdict = "can't tell"
    if difference > 2 * error:
        verdict = "b"
    elif difference < -2 * error:
        verdict = "a"
    return difference, error, verdict
""",
        ),
        (
            "so the verdict can't tell who is better",
            """
def compare(a, b):
    difference = abs(a.mean() - b.mean())
    error = np.sqrt(a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b))
    verdict = "can't tell"
    if difference > 2 * error:
        verdict = "b"
    return difference, error, verdict
""",
        ),
        (
            "keep what it was taken from",
            """
def compare(a, b):
    difference = abs(a.mean() - b.mean())
    error = np.sqrt(a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b))
    verdict = "can't tell"
    if difference > 2 * error:
        verdict = "a" if a.mean() < b.mean() else "b"
    return difference, error, verdict
""",
        ),
        (
            "the verdict is turned round",
            """
def compare(a, b):
    difference = a.mean() - b.mean()
    error = np.sqrt(a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b))
    verdict = "can't tell"
    if difference > 2 * error:
        verdict = "a"
    elif difference < -2 * error:
        verdict = "b"
    return difference, error, verdict
""",
        ),
        (
            "never says b",
            """
def compare(a, b):
    difference = a.mean() - b.mean()
    error = np.sqrt(a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b))
    return difference, error, "a" if difference < -2 * error else "can't tell"
""",
        ),
        (
            "never says a.",
            """
def compare(a, b):
    difference = a.mean() - b.mean()
    error = np.sqrt(a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b))
    return difference, error, "b" if difference > 2 * error else "can't tell"
""",
        ),
        (
            "says a whenever the two differ",
            """
def compare(a, b):
    difference = a.mean() - b.mean()
    error = np.sqrt(a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b))
    return difference, error, "a" if abs(difference) > 2 * error else "can't tell"
""",
        ),
        (
            "content with one error",
            """
def compare(a, b):
    difference = a.mean() - b.mean()
    error = np.sqrt(a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b))
    verdict = "can't tell"
    if abs(difference) > error:
        verdict = "a" if difference < 0 else "b"
    return difference, error, verdict
""",
        ),
        (
            "1.96 would be the limit of many books",
            """
def compare(a, b):
    difference = a.mean() - b.mean()
    error = np.sqrt(a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b))
    verdict = "can't tell"
    if abs(difference / error) > 1.96:
        verdict = "a" if difference < 0 else "b"
    return difference, error, verdict
""",
        ),
        (
            "asks for three errors",
            """
def compare(a, b):
    difference = a.mean() - b.mean()
    error = np.sqrt(a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b))
    if abs(difference) < 3 * error:
        return difference, error, "can't tell"
    return difference, error, "a" if difference < 0 else "b"
""",
        ),
        (
            "looks at the means alone",
            """
def compare(a, b):
    difference = a.mean() - b.mean()
    error = np.sqrt(a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b))
    return difference, error, "a" if difference < 0 else "b"
""",
        ),
        (
            "the verdict is missing",
            """
def compare(a, b):
    difference = a.mean() - b.mean()
    return difference, np.sqrt(a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b))
""",
        ),
        (
            "one variance is taken of all runs",
            """
def compare(a, b):
    difference = a.mean() - b.mean()
    everything = np.concatenate([a, b])
    error = everything.std(ddof=1) / np.sqrt(len(everything))
    verdict = "can't tell"
    if abs(difference) > 2 * error:
        verdict = "a" if difference < 0 else "b"
    return difference, error, verdict
""",
        ),
        (
            "pools the variances",
            """
def compare(a, b):
    difference = a.mean() - b.mean()
    squares = ((a - a.mean()) ** 2).sum() + ((b - b.mean()) ** 2).sum()
    error = np.sqrt(squares / (len(a) + len(b) - 2) * (1 / len(a) + 1 / len(b)))
    verdict = "can't tell"
    if abs(difference) > 2 * error:
        verdict = "a" if difference < 0 else "b"
    return difference, error, verdict
""",
        ),
        (
            "pairs run i of a",
            """
def compare(a, b):
    each = a - b
    difference = each.mean()
    error = each.std(ddof=1) / np.sqrt(len(each))
    verdict = "can't tell"
    if abs(difference) > 2 * error:
        verdict = "a" if difference < 0 else "b"
    return difference, error, verdict
""",
        ),
        (
            "need not be equally many",
            """
def compare(a, b):
    n = min(len(a), len(b))
    each = a[:n] - b[:n]
    difference = each.mean()
    error = each.std(ddof=1) / np.sqrt(n)
    verdict = "can't tell"
    if abs(difference) > 2 * error:
        verdict = "a" if difference < 0 else "b"
    return difference, error, verdict
""",
        ),
    ],
    "rates": [
        (
            "took them for seconds",
            """
def rates(milliseconds, sizes):
    seconds = sum(milliseconds)
    return len(milliseconds) / seconds, sum(sizes) / seconds
""",
        ),
        (
            "a million times too small",
            """
def rates(milliseconds, sizes):
    seconds = sum(milliseconds) * 1000
    return len(milliseconds) / seconds, sum(sizes) / seconds
""",
        ),
        (
            "these are means of the single rates",
            """
def rates(milliseconds, sizes):
    seconds = milliseconds / 1000
    return np.mean(1 / seconds), np.mean(sizes / seconds)
""",
        ),
        (
            "and samples builds on it",
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
        (
            "changed places",
            """
def rates(milliseconds, sizes):
    seconds = sum(milliseconds) / 1000
    return sum(sizes) / seconds, len(sizes) / seconds
""",
        ),
        (
            "as large as the first",
            """
def rates(milliseconds, sizes):
    seconds = sum(milliseconds) / 1000
    updates = len(milliseconds) / seconds
    return updates, updates * sizes[0]
""",
        ),
        (
            "as large as the last",
            """
def rates(milliseconds, sizes):
    seconds = sum(milliseconds) / 1000
    updates = len(milliseconds) / seconds
    return updates, updates * sizes[-1]
""",
        ),
        (
            "seconds an update and seconds a sample",
            """
def rates(milliseconds, sizes):
    seconds = sum(milliseconds) / 1000
    return seconds / len(milliseconds), seconds / sum(sizes)
""",
        ),
        (
            "samples an update",
            """
def rates(milliseconds, sizes):
    seconds = sum(milliseconds) / 1000
    return len(milliseconds) / seconds, sum(sizes) / len(milliseconds)
""",
        ),
        (
            "the median of single steps",
            """
def rates(milliseconds, sizes):
    seconds = np.median(milliseconds) / 1000
    return 1 / seconds, np.mean(sizes) / seconds
""",
        ),
        (
            "the fastest step alone",
            """
def rates(milliseconds, sizes):
    seconds = min(milliseconds) / 1000
    return 1 / seconds, np.mean(sizes) / seconds
""",
        ),
        (
            "one rate for each step",
            """
def rates(milliseconds, sizes):
    seconds = milliseconds / 1000
    return 1 / seconds, sizes / seconds
""",
        ),
        (
            "only updates a second are returned",
            """
def rates(milliseconds, sizes):
    seconds = sum(milliseconds) / 1000
    return len(milliseconds) / seconds
""",
        ),
        (
            "only samples a second are returned",
            """
def rates(milliseconds, sizes):
    seconds = sum(milliseconds) / 1000
    return sum(sizes) / seconds
""",
        ),
        (
            "counts 1 for all steps",
            """
def rates(milliseconds, sizes):
    seconds = sum(milliseconds) / 1000
    return 1 / seconds, sum(sizes) / seconds
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
        ("there are six pairs", "def upset(a, b):\n    return (b > a).mean()"),
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
        (
            "this counts the pairs. Divide by their number",
            """
def upset(a, b):
    wins = 0
    for x in a:
        for y in b:
            wins += 1 if y > x else 0.5 if y == x else 0
    return wins
""",
        ),
        (
            "and leaves out the ties",
            """
def upset(a, b):
    return (b[None, :] > a[:, None]).sum()
""",
        ),
        (
            "the number of runs of A",
            """
def upset(a, b):
    wins = (b[None, :] > a[:, None]) + 0.5 * (b[None, :] == a[:, None])
    return wins.sum() / len(a)
""",
        ),
        (
            "the number of runs of B",
            """
def upset(a, b):
    wins = (b[None, :] > a[:, None]) + 0.5 * (b[None, :] == a[:, None])
    return wins.sum() / len(b)
""",
        ),
        (
            "the sum of both lengths",
            """
def upset(a, b):
    wins = (b[None, :] > a[:, None]) + 0.5 * (b[None, :] == a[:, None])
    return wins.sum() / (len(a) + len(b))
""",
        ),
        ("compares the two means", "def upset(a, b):\n    return float(np.mean(b) > np.mean(a))"),
        ("with the mean of A", "def upset(a, b):\n    return (b > a.mean()).mean()"),
        (
            "Does the return stand inside the loop?",
            """
def upset(a, b):
    wins = 0
    for x in a:
        for y in b:
            wins += (y > x) + 0.5 * (y == x)
        return wins / (len(a) * len(b))
""",
        ),
        ("beat the best of A", "def upset(a, b):\n    return np.mean(b > max(a))"),
        ("the best runs of both", "def upset(a, b):\n    return 1.0 if max(b) > max(a) else 0.0"),
        (
            "in per cent",
            """
def upset(a, b):
    wins = (b[None, :] > a[:, None]) + 0.5 * (b[None, :] == a[:, None])
    return 100 * wins.mean()
""",
        ),
        (
            "one number a pair",
            """
def upset(a, b):
    return (b[None, :] > a[:, None]) + 0.5 * (b[None, :] == a[:, None])
""",
        ),
    ],
    "controlled": [
        (
            "nothing was found in any list",
            """
def controlled(runs, factor):
    pairs = []
    for i in range(len(runs)):
        for j in range(i + 1, len(runs)):
            differ = [key for key in runs[i] if runs[i][key] != runs[j][key]]
            if differ == factor:
                pairs.append((i, j))
    return pairs
""",
        ),
        (
            "one setting, whichever it is",
            """
def controlled(runs, factor):
    pairs = []
    for i in range(len(runs)):
        for j in range(i + 1, len(runs)):
            differ = [key for key in runs[i] if runs[i][key] != runs[j][key]]
            if len(differ) == 1:
                pairs.append((i, j))
    return pairs
""",
        ),
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
            "instead of `is not`",
            """
def controlled(runs, factor):
    pairs = []
    for i in range(len(runs)):
        for j in range(i + 1, len(runs)):
            differ = [key for key in runs[i] if runs[i][key] is not runs[j][key]]
            if differ == [factor]:
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
        (
            "only neighbours",
            """
def controlled(runs, factor):
    pairs = []
    for i in range(len(runs) - 1):
        if [key for key in runs[i] if runs[i][key] != runs[i + 1][key]] == [factor]:
            pairs.append((i, i + 1))
    return pairs
""",
        ),
        (
            "only the first run",
            """
def controlled(runs, factor):
    first = runs[0]
    return [
        (0, j)
        for j in range(1, len(runs))
        if [key for key in first if first[key] != runs[j][key]] == [factor]
    ]
""",
        ),
        (
            "the last run of the list never takes part",
            """
def controlled(runs, factor):
    pairs = []
    for i in range(len(runs) - 1):
        for j in range(i + 1, len(runs) - 1):
            differ = [key for key in runs[i] if runs[i][key] != runs[j][key]]
            if differ == [factor]:
                pairs.append((i, j))
    return pairs
""",
        ),
        (
            "counted from 1",
            """
def controlled(runs, factor):
    pairs = []
    for i, p in enumerate(runs, start=1):
        for j, q in enumerate(runs, start=1):
            if i < j and [key for key in p if p[key] != q[key]] == [factor]:
                pairs.append((i, j))
    return pairs
""",
        ),
        (
            "these are the settings of the pairs",
            """
def controlled(runs, factor):
    pairs = []
    for i, p in enumerate(runs):
        for q in runs[i + 1 :]:
            if [key for key in p if p[key] != q[key]] == [factor]:
                pairs.append((p, q))
    return pairs
""",
        ),
        (
            "the number of pairs",
            """
def controlled(runs, factor):
    pairs = 0
    for i, p in enumerate(runs):
        for q in runs[i + 1 :]:
            pairs += [key for key in p if p[key] != q[key]] == [factor]
    return pairs
""",
        ),
        (
            "only the first pair",
            """
def controlled(runs, factor):
    pairs = []
    for i in range(len(runs)):
        for j in range(i + 1, len(runs)):
            differ = [key for key in runs[i] if runs[i][key] != runs[j][key]]
            if differ == [factor]:
                pairs.append((i, j))
                return pairs
    return pairs
""",
        ),
        (
            "they are just the others",
            """
def controlled(runs, factor):
    pairs = []
    for i in range(len(runs)):
        for j in range(i + 1, len(runs)):
            differ = [key for key in runs[i] if runs[i][key] != runs[j][key]]
            if differ != [factor]:
                pairs.append((i, j))
    return pairs
""",
        ),
        (
            "agree in `factor`",
            """
def controlled(runs, factor):
    pairs = []
    for i in range(len(runs)):
        for j in range(i + 1, len(runs)):
            differ = [key for key in runs[i] if runs[i][key] != runs[j][key]]
            if factor not in differ:
                pairs.append((i, j))
    return pairs
""",
        ),
    ],
    "testable": [
        ("what is an application", 'testable = "AB"'),
        ("what is an application", 'testable = ("E", "A")'),
        ("better at what?", 'testable = "b, c, e"'),
        ("one backprop of which network", 'testable = "DE"'),
        ("the settings were not the right ones", 'testable = {"B", "E", "F"}'),
        ("B is one of them", 'testable = "b"'),
        ("E is one of them", 'testable = ["E"]'),
        ("the letters A to F only", 'testable = "BG"'),
        ("name the letters of two", 'testable = ""'),
        ("as one string", "testable = 2"),
    ],
    "flaws": [
        ("in each of ten seeds", 'flaws = ("b", "a", "c", "d", "g", "e", "f")'),
        ("not even the effect is known", 'flaws = ("f", "b", "c", "d", "g", "e", "a")'),
        ("ten seeds are good", 'flaws = "gbcdaef"'),
        ("count what differs", 'flaws = ("d", "b", "c", "a", "g", "e", "f")'),
        ("more than the activation changed", 'flaws = "AACDGEF"'),
        ("anything was chosen by the test set", 'flaws = ["a", "c", "b", "d", "g", "e", "f"]'),
        ("two runs of the **same** program", 'flaws = ("a", "g", "c", "d", "b", "e", "f")'),
        ("What did lesson 11 find", 'flaws = ("a", "i", "c", "d", "g", "e", "f")'),
        ("is partly luck, yes", 'flaws = ("a", "b", "b", "d", "g", "e", "f")'),
        ("choosing a learning rate is fine", 'flaws = "abgdcef"'),
        ("another sentence has nothing else", 'flaws = ("a", "b", "c", "e", "g", "d", "f")'),
        ("two million of **what**", 'flaws = ("a", "b", "c", "f", "g", "e", "d")'),
        ("Try to check this".lower(), 'flaws = ("a", "b", "c", "i", "g", "e", "f")'),
        ("luck is accounted for", 'flaws = ("a", "b", "c", "d", "b", "e", "f")'),
        ("nothing was chosen by the test images", 'flaws = ("a", "b", "c", "d", "c", "e", "f")'),
        ("go through the eight questions", 'flaws = ("a", "b", "c", "d", "h", "e", "f")'),
        ("next year will show", 'flaws = ("a", "b", "c", "d", "g", "h", "f")'),
        ("who counted, and when", 'flaws = ("a", "b", "c", "d", "g", "i", "f")'),
        ("Read the second", 'flaws = ("a", "b", "c", "d", "g", "e", "g")'),
        ("were they changed alone", 'flaws = ("a", "b", "c", "d", "g", "e", "a")'),
        ("six times its error", 'flaws = ("a", "b", "c", "d", "g", "e", "b")'),
        ("what is measured there", 'flaws = ("a", "b", "c", "d", "g", "e", "h")'),
        ("seven letters", 'flaws = ("a", "b", "c", "d", "g", "e")'),
        ("letters a to i only", 'flaws = ("a", "b", "c", "d", "g", "e", "x")'),
        ("one letter for each", "flaws = (1, 2, 3, 4, 5, 6, 7)"),
    ],
}
