"""Reading a header, and the score of knowing nothing: exercises 10.1 and 10.2."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise

# --- 10.1 -----------------------------------------------------------------------------------


def _idx_file(kind, shape, bytes_each):
    header = bytes([0, 0, kind, len(shape)]) + b"".join(n.to_bytes(4, "big") for n in shape)
    # A short piece of the numbers is enough: the header alone says how many there should be.
    return header + bytes(range(7, 7 + 40 * bytes_each))


def _observe_header(answer, raw):
    result = answer(raw)
    if not isinstance(result, (tuple, list)) or len(result) != 2:
        return result
    shape, start = result
    if np.ndim(shape) != 1 or isinstance(shape, (str, bytes)):
        return {"shape": shape, "start": start}
    return {
        "shape": tuple(s.item() if hasattr(s, "item") else s for s in shape),
        "start": start,
        "no size is a float": not any(isinstance(s, (float, np.floating)) for s in shape),
    }


_SIX_BYTES = (
    "It reads a size from every byte on. Each takes four bytes, so go on in steps of four: `range` "
    "takes the step as its third argument."
)

idx_header = FunctionExercise(
    name="idx_header",
    solution="""
def idx_header(raw):
    dimensions = raw[3]
    start = 4 + 4 * dimensions
    shape = tuple(int.from_bytes(raw[i : i + 4], "big") for i in range(4, start, 4))
    return shape, start
""",
    cases=lambda: [
        (_idx_file(0x08, (60_000, 28, 30), 1),),
        (_idx_file(0x08, (10_000,), 1),),
        (_idx_file(0x0C, (60_000, 8), 4),),  # the table of Yadav and Bottou
        (_idx_file(0x0D, (70_000_000, 3, 2, 5), 4),),
        (_idx_file(0x0B, (258, 1, 770), 2),),
        (_idx_file(0x08, (4_000_000_000, 3), 1),),  # more than a signed number holds
    ],
    observe=_observe_header,
    passed="It reads images, labels, tables and sound: a header of 4 bytes and 4 per dimension.",
    edits={
        '"big"': {
            '"little"': "The sizes are read with the least significant byte first. An idx file "
            'stores the most significant one first: say "big" (or ">" in a NumPy or struct '
            "format).",
            '"big", signed=True': "The sizes are read as signed numbers, so one above "
            "2,147,483,647 becomes negative. A size is never negative: read it unsigned.",
        },
        'int.from_bytes(raw[i : i + 4], "big")': {
            'int(np.frombuffer(raw[i : i + 4], "<i4")[0])': "NumPy reads numbers the way of this "
            "computer, the least significant byte first. An idx file stores the most significant "
            'one first: ask for ">u4".',
            "raw[i : i + 4]": "The sizes are still pieces of four bytes. Make each of them a "
            "number.",
            "raw[i + 3]": "Each size is read from a single byte, the last of its four. That is "
            "right only below 256: 60,000 needs the other bytes too.",
            'int.from_bytes(raw[i + 2 : i + 4], "big")': "Each size is read from two bytes, which "
            "end at 65,535. It takes four.",
            'float(int.from_bytes(raw[i : i + 4], "big"))': "The sizes are floats. A size is a "
            "whole number.",
        },
        "range(4, start, 4)": {
            "range(4, start + 4, 4)": "There is one size too many, and it is made of pixels: "
            "`range` stops before its second number, so let that be the first byte after the "
            "header.",
            "range(4, start)": _SIX_BYTES,
            "range(0, start, 4)": "The shape begins with the first four bytes of the file. They "
            "are the kind and the number of dimensions, not a size: the sizes begin after them.",
            "range(8, start, 4)": "The first size is missing: it stands in bytes 4 to 7.",
            "range(4, start - 4, 4)": "The last size is missing: the sizes go on until the header "
            "ends, so look at where your range stops.",
        },
        "raw[3]": {
            "3": "It always reads three dimensions, as for images. Labels have one and a table has "
            "two: ask byte 3 how many there are.",
            "raw[2]": "The number of dimensions is taken from byte 2. That byte is the kind of "
            "number; the next one counts the dimensions.",
            'int.from_bytes(raw[:4], "big")': "All four first bytes are read as one number of "
            "dimensions. Only byte 3 is that number; byte 2 is the kind.",
        },
        "4 + 4 * dimensions": {
            "4 * dimensions": "The last size is missing, and start is 4 bytes too early: the four "
            "bytes at the beginning come on top of 4 for each dimension.",
        },
        (
            "4 + 4 * dimensions",
            'tuple(int.from_bytes(raw[i : i + 4], "big") for i in range(4, start, 4))',
        ): {
            ("4 + dimensions", "tuple(raw[4:start])"): "Each size is read from a single byte. A "
            "byte ends at 255, so each size takes four.",
            (
                "16 if dimensions == 3 else 8",
                'tuple(int.from_bytes(raw[i : i + 4], "big") for i in range(4, start, 4))',
            ): "It knows only images (16) and labels (8), but a "
            "table has a header of 12 bytes. How many bytes does each size take?",
        },
        "return shape, start": {
            "return shape, 16": "The shape is right, but start is always 16, which holds for three "
            "dimensions only. How many bytes does each size take?",
            "return shape, 16 if dimensions == 3 else 8": "It knows only images (16) and labels "
            "(8), but a table has a header of 12 bytes. How many bytes does each size take?",
            "return shape, 4 * dimensions": "The shape is right, but start leaves out the four "
            "bytes before the sizes.",
            "return shape, 4 + dimensions": "The shape is right, but start counts one byte for "
            "each size. Each size takes four.",
            "return shape, start + 1": "The shape is right, but start is one byte too far. "
            "Positions count from 0: the first byte after 8 bytes is byte 8.",
            "return shape[::-1], start": "The sizes are in the reverse order: the file begins with "
            "the number of images.",
            "return start, shape": "The two results are swapped: the shape comes first, then "
            "start.",
            "return (math.prod(shape),), start": "The shape holds the number of values in all, not "
            "the size of each dimension.",
            "return shape": "Only the shape comes back. Return two results: `return shape, start`.",
        },
    },
)

# --- 10.2 -----------------------------------------------------------------------------------

majority_accuracy = FunctionExercise(
    name="majority_accuracy",
    solution="""
def majority_accuracy(train_labels, test_labels):
    digit = np.bincount(train_labels).argmax()
    return np.mean(test_labels == digit)
""",
    cases=lambda: [
        (np.array([3, 7, 3, 9, 3, 7, 5], np.uint8), np.array([7, 7, 3, 5, 7, 6, 2, 8], np.uint8)),
        (np.array([6, 4, 6, 2]), np.array([4, 6, 4, 6, 2, 4, 6, 9, 4, 5])),
        (np.array([8, 8, 8, 1, 1]), np.array([1, 1, 3, 4])),  # never right
        (np.array([2, 5, 5, 9, 9, 9], np.uint8), np.array([9, 9, 9, 5, 9])),
        (np.array([0, 0, 1, 2, 2, 2]), np.array([1, 2, 0, 1, 1, 0])),  # each label occurs
    ],
    passed="On MNIST this is 11.35 %, the share of 1s in the test set: any network must beat it.",
    edits={
        ("np.bincount(train_labels)", "test_labels == digit"): {
            ("np.bincount(test_labels)", "train_labels == digit"): "The digit is chosen on the "
            "test labels and scored on the training labels: it is the other way round.",
        },
        "np.bincount(train_labels).argmax()": {
            "np.bincount(test_labels).argmax()": "The digit is chosen from the test labels. The "
            "program may not see them before it answers: choose it from the training labels.",
            "np.bincount(train_labels).max()": "The labels are compared with how often the digit "
            "occurs. `max` gives the largest count; which digit has it?",
            "np.bincount(train_labels).argmin()": "It answers with the rarest digit, or one that "
            "never occurs (argmin). Look for the largest count.",
            "min(sorted(set(train_labels.tolist())), key=train_labels.tolist().count)": "It "
            "answers with the rarest digit. Look for the largest count.",
            "train_labels.max()": "The labels are compared with the largest label, not with the "
            "most frequent one: count first.",
            "np.unique(train_labels, return_counts=True)[1].argmax()": "Here `np.unique` gives the "
            "labels and their counts. argmax finds a place in that list: look up which label "
            "stands there.",
            "train_labels.argmax()": "It answers with the first place of the largest label: count "
            "the labels before you take argmax.",
            "1": "The digit 1 is typed in. It is the most frequent one of MNIST, but the function "
            "gets other labels too: count them.",
        },
        "np.mean(test_labels == digit)": {
            "np.mean(train_labels == digit)": "This is the share of the digit among the training "
            "labels. Choose on the training labels, but score on the test labels.",
            "np.sum(test_labels == digit)": "This is a number of images, not a share. Divide by "
            "how many test labels there are.",
            "100 * np.mean(test_labels == digit)": "This is in percent. Return a share between 0 "
            "and 1.",
            "np.sum(test_labels == digit) / len(train_labels)": "The hits on the test labels are "
            "divided by the number of training labels.",
            "np.sum(test_labels == digit) // len(test_labels)": "Whole-number division (//) throws "
            "away everything after the point. Use /.",
            "np.mean(test_labels != digit)": "This is the share of wrong answers. Count where the "
            "labels are equal.",
            "test_labels == digit": "It returns a True or False for each image. Which share of "
            "them is True?",
            "digit": "It returns the digit itself. Go on: which share of the test labels is this "
            "digit?",
        },
    },
)
