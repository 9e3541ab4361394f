"""Other spellings of wrong answers to lesson 16, each with words of the hint that it must get.

What is an edit of the solution stands in course_utils/checks/lesson_16/ and is tried there.
"""

WRONG = {
    "self_share": [
        (
            "nested operations count twice",
            """
def self_share(events, word):
    times = {e.key: e.cpu_time_total for e in events}
    return sum(t for name, t in times.items() if word in name) / sum(times.values())
""",
        ),
        (
            "whole name to be the word",
            """
def self_share(events, word):
    times = {e.key: e.self_cpu_time_total for e in events}
    return times.get(word, 0) / sum(times.values())
""",
        ),
        (
            "are percent",
            """
def self_share(events, word):
    chosen = [e for e in events if word in e.key]
    part, whole = (sum(e.self_cpu_time_total for e in es) for es in (chosen, events))
    return part / whole * 100
""",
        ),
    ],
    "speed_up": [
        (
            "time that is left",
            """
def speed_up(share, factor):
    rest = 1 - share
    return rest + share / factor
""",
        ),
        (
            "Here the rest shrinks",
            """
def speed_up(share, factor):
    rest = 1 - share
    return 1 / (rest / factor + share)
""",
        ),
    ],
    "next_cure": [
        ("largest factor", 'next_cure = ("b", 1.16)'),
        ("C leaves", 'next_cure = ("C", 1.14)'),
        ("D leaves", 'next_cure = ["D", 1.12]'),
        ("the rest takes as long", 'next_cure = ("A", 3.0)'),
        ("70 ms are left", 'next_cure = ("A", 0.7)'),
        ("Give a pair", 'next_cure = "A"'),
        ("letter comes first", 'next_cure = (1.43, "A")'),
        ("batches cost nothing", 'next_cure = ("A", 1.82)'),
    ],
    "evaluate_at_once": [
        (
            "once per image",
            """
def evaluate_at_once(net, images, labels):
    hits = 0
    with torch.no_grad():
        for x, y in zip(images, labels):
            hits += (net(x.unsqueeze(0)).argmax(dim=1) == y).item()
    return hits / len(labels)
""",
        ),
        (
            "gradients are recorded",
            """
def evaluate_at_once(net, images, labels):
    return (net(images).max(1).indices == labels).sum().item() / len(labels)
""",
        ),
        (
            "the number of hits",
            """
def evaluate_at_once(net, images, labels):
    with torch.no_grad():
        return int((net(images).argmax(1) == labels).sum())
""",
        ),
    ],
    "step_flop": [
        (
            "multiply-adds (MAC)",
            """
def step_flop(sizes, batch_size):
    total = 0
    for k in range(len(sizes) - 1):
        weights = sizes[k] * sizes[k + 1]
        total += batch_size * weights * (2 if k == 0 else 3)
    return total
""",
        ),
        (
            "Nobody needs the gradient at the pixels",
            """
def step_flop(sizes, batch_size):
    return 6 * batch_size * sum(a * b for a, b in zip(sizes[:-1], sizes[1:]))
""",
        ),
        (
            "factor of two",
            """
def step_flop(sizes, batch_size):
    return 4 * batch_size * sum(a * b for a, b in zip(sizes[:-1], sizes[1:]))
""",
        ),
        (
            "per image",
            """
def step_flop(sizes, batch_size):
    w = [a * b for a, b in zip(sizes[:-1], sizes[1:])]
    return 2 * (3 * sum(w) - w[0])
""",
        ),
    ],
    "least_seconds": [
        (
            "4 bytes per number",
            """
def least_seconds(flop, numbers, gflops, gbytes):
    bits = 32 * numbers
    return max(flop / gflops / 1e9, bits / gbytes / 1e9)
""",
        ),
        (
            "Do not add them",
            """
def least_seconds(flop, numbers, gflops, gbytes):
    return flop / gflops / 1e9 + numbers * 4 / gbytes / 1e9
""",
        ),
        (
            "The longer one decides",
            """
def least_seconds(flop, numbers, gflops, gbytes):
    return min(flop / gflops, numbers * 4 / gbytes) * 1e-9
""",
        ),
    ],
    "faults": [
        ("Timing 1", 'faults = "EAFCB"'),
        ("Timing 2", 'faults = "d b f c a"'),
        ("Timing 3", 'faults = ["D", "A", "G", "C", "B"]'),
        ("Timing 4", 'faults = "DAFGB"'),
        ("Timing 5", 'faults = "D, A, F, C, E"'),
        ("five letters", 'faults = "DAFC"'),
    ],
    "times_sooner": [
        (
            "no warm-up",
            """
def times_sooner(first, second, rounds, clock):
    def once(program):
        start = clock()
        program()
        return clock() - start
    pairs = [(once(first), once(second)) for _ in range(rounds)]
    a, b = zip(*pairs)
    return statistics.median(a) / statistics.median(b)
""",
        ),
        (
            "Let them take turns",
            """
def times_sooner(first, second, rounds, clock):
    def all_of(program):
        found = []
        for _ in range(rounds):
            start = clock()
            program()
            found.append(clock() - start)
        return statistics.median(found)
    first()
    second()
    return all_of(first) / all_of(second)
""",
        ),
        (
            "single disturbed run",
            """
def times_sooner(first, second, rounds, clock):
    first(); second()
    a = b = 0
    for _ in range(rounds):
        start = clock()
        first()
        middle = clock()
        second()
        a += middle - start
        b += clock() - middle
    return a / b
""",
        ),
    ],
}
