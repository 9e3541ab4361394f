"""What learners' codes say: `make check-codes FILE=answers.txt`, a text with the codes in it.

A code is what `make check` prints at its end, such as lx-3.12-2.14-ready-sx. What stands before
it in its line, such as a name, is printed too.
"""

import re
import sys
from pathlib import Path

from course_utils.plumbing import check_env
from course_utils.plumbing.options import OneLineParser
from course_utils.plumbing.terminal import run

CODE = re.compile(r"(?i)\b[lmwo][xao]-\d+\.\d+-(?:\d+\.\d+|none)-[a-z]+(?:\+[a-z]+)*-[a-z]{2}\b")


def meaning(code):
    """(kind, sentence) of a code; kind is "ready", "not ready" or "mistyped"."""
    said, _, checksum = code.lower().rpartition("-")
    if checksum != check_env.checksum(said):
        return "mistyped", "mistyped: ask for it once more"
    machine, python, torch, state = said.split("-")
    kind = "ready" if state == "ready" else "not ready"
    return kind, (
        f"{kind if kind == 'ready' else 'NOT READY: ' + state.replace('+', ', ')}; "
        f"{check_env.SYSTEMS[machine[0]]} ({check_env.PROCESSORS[machine[1]]}), Python {python}, "
        f"{'no PyTorch' if torch == 'none' else f'PyTorch {torch}'}"
    )


def read_codes(text):
    """What each code in a text says, one line per code, and how many are ready."""
    counts = {"ready": 0, "not ready": 0, "mistyped": 0}
    lines = []
    for line in text.splitlines():
        for found in CODE.finditer(line):
            kind, sentence = meaning(found[0])
            counts[kind] += 1
            name = line[: found.start()].lstrip("\ufeff> \t").rstrip(":,;- \t")
            lines.append(f"{name[-24:]:24} {found[0]:34} {sentence}")
    return [*lines, ", ".join(f"{count} {kind}" for kind, count in counts.items()) + "."]


def main(arguments=None):
    """Print what the codes in a file say."""
    parser = OneLineParser(prog="check_codes.py", description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path, help="a text file with the learners' answers")
    file = parser.parse_args(arguments).file
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        parser.error(f"{file} can't be read ({error.strerror}): put the learners' answers into it")
    if not CODE.search(text):
        parser.error(f"{file} holds no code as make check prints them: is it saved as UTF-8?")
    print("\n".join(read_codes(text)))


if __name__ == "__main__":
    sys.exit(run(main))
