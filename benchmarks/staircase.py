"""Climb the staircase of lesson 16 in full, nothing scaled: ``python benchmarks/staircase.py``.

Each program of course_utils/plumbing/staircase.py runs from beginning to end: it reads the data,
trains for two epochs and evaluates three times. The programs take turns, each seed is a round, and
all run in one process. Printed is a line a step: seconds (median), how many times sooner than the
article's program, the mean test accuracy; behind it, with --alone, the same for the cure alone.
Returns 1 if the last step of one thread misses 97 % or is not twenty times sooner.
"""

import statistics
import sys

import torch

from course_utils.plumbing import staircase
from course_utils.plumbing.options import OneLineParser, whole

GOAL_ACCURACY, GOAL_RATIO = 0.97, 20
LAST = "pixels stay bytes"  # of the steps with one thread


def main():
    """Run all programs, print the table and the verdict."""
    parser = OneLineParser(description="Time each step of lesson 16's staircase in full.")
    parser.add_argument("--seeds", type=whole(1, 100), default=3, help="rounds (default 3)")
    parser.add_argument("--alone", action="store_true", help="each cure alone too: much longer")
    options = parser.parse_args()

    steps, alone = staircase.in_order(), staircase.alone() if options.alone else {}
    recipes = {("in order", name): recipe for name, recipe in steps.items()}
    recipes |= {("alone", name): recipe for name, recipe in alone.items()}
    runs = {key: [] for key in recipes}
    for seed in range(options.seeds):
        for key, recipe in recipes.items():
            runs[key].append(staircase.run(recipe, seed))
            spent = staircase.total(runs[key][-1])
            print(
                f"round {seed + 1}/{options.seeds}: {key[1]}, {key[0]}: {spent:.2f} s", flush=True
            )

    parts = ("load", "train", "evaluate")
    times = {
        k: {p: statistics.median(run[p] for run in rs) for p in parts} for k, rs in runs.items()
    }
    reached = {key: [run["accuracy"] for run in rs] for key, rs in runs.items()}
    print(
        "\n"
        + staircase.table(
            *({name: found["in order", name] for name in steps} for found in (times, reached)),
            *({name: found["alone", name] for name in alone} for found in (times, reached)),
        )
    )
    return _verdict(times, statistics.mean(reached["in order", LAST]))


def _verdict(times, accuracy):
    seconds = [staircase.total(times["in order", name]) for name in (staircase.ARTICLE, LAST)]
    ratio = seconds[0] / seconds[1]
    torch.set_num_threads(1)
    print(f"the arithmetic alone: {staircase.limit():.2f} s with one thread")
    if accuracy < GOAL_ACCURACY:
        print(f"staircase: not reached, the mean accuracy is {accuracy:.2%}")
        return 1
    print(f"staircase: {ratio:.1f}x")
    return 0 if ratio > GOAL_RATIO else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
