"""The two family trees of Rumelhart, Hinton and Williams (1986), lesson 13.

24 persons in two trees of the same shape, 12 relations, and the questions that have an answer:
"Colin's aunts?" Who married whom and whose children they are follows figure 2 of the paper, as two
independent transcriptions of it agree; the counts are those of the UCI repository's data set
"Kinship". All other relations are derived from these, so that they can't contradict each other.
"""

import numpy as np

_NAMES = (
    "Christopher Penelope Andrew Christine Margaret Arthur Victoria James Jennifer Charles Colin "
    "Charlotte",
    "Roberto Maria Pierro Francesca Gina Emilio Lucia Marco Angela Tomaso Alfonso Sophia",
    "father mother husband wife son daughter uncle aunt brother sister nephew niece",
)
ENGLISH, ITALIAN, RELATIONS = (names.split() for names in _NAMES)
PEOPLE = ENGLISH + ITALIAN  # person i + 12 stands where person i stands in the other tree

# One tree, by place: (husband, wife, their children).
_COUPLES = [
    ("Christopher", "Penelope", ["Arthur", "Victoria"]),
    ("Andrew", "Christine", ["James", "Jennifer"]),
    ("Arthur", "Margaret", []),
    ("James", "Victoria", ["Colin", "Charlotte"]),
    ("Charles", "Jennifer", []),
]
_MALE = {"Christopher", "Andrew", "Arthur", "James", "Charles", "Colin"}

# What the paper says its units found, for each of PEOPLE. Branch -1: Christopher, Penelope, their
# children, and Margaret, who married one; 1: the same for Andrew and Christine; 0: the two
# grandchildren, who belong to both.
NATIONALITY = np.repeat([0, 1], 12)
GENERATION = np.tile([1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3], 2)
BRANCH = np.tile([-1, -1, 1, 1, -1, -1, -1, 1, 1, 1, 0, 0], 2)


def _english_facts():
    """All (person, relation, relative) of the English tree, relative being person's relation."""
    parents = {child: pair[:2] for pair in _COUPLES for child in pair[2]}
    spouse = {h: w for h, w, _ in _COUPLES} | {w: h for h, w, _ in _COUPLES}
    facts = set()

    def add(person, if_male, if_female, relative):
        facts.add((person, if_male if relative in _MALE else if_female, relative))

    for person, partner in spouse.items():
        add(person, "husband", "wife", partner)
    for child, pair in parents.items():
        for parent in pair:
            add(child, "father", "mother", parent)
            add(parent, "son", "daughter", child)
            for sibling in (
                s for s in parents if s != parent and parents[s] == parents.get(parent)
            ):
                for elder in (sibling, spouse[sibling]):
                    add(child, "uncle", "aunt", elder)
                    add(elder, "nephew", "niece", child)
        for sibling in (s for s in parents if s != child and parents[s] == pair):
            add(child, "brother", "sister", sibling)
    return facts


def facts():
    """All (person, relation, relative) of both trees, as three numbers each, sorted.

    Person and relative are places in PEOPLE, the relation a place in RELATIONS. The relative is
    the person's father, mother and so on: (Colin, father, James).
    """
    english = [
        (ENGLISH.index(person), RELATIONS.index(relation), ENGLISH.index(relative))
        for person, relation, relative in _english_facts()
    ]
    return sorted((p + tree, r, q + tree) for p, r, q in english for tree in (0, 12))


def questions():
    """Every question that has an answer: who is this person's father, mother and so on?

    Returns asked (104, 2), a place in PEOPLE and one in RELATIONS; the network's inputs, persons
    (104, 24) and relations (104, 12), with a single 1 in each row; and answers (104, 24), 1 for
    each person who is right. Both inputs and answers are float64.
    """
    asked = np.array(sorted({(person, relation) for person, relation, _ in facts()}))
    answers = np.zeros((len(asked), len(PEOPLE)))
    places = {tuple(question): i for i, question in enumerate(asked.tolist())}
    for person, relation, relative in facts():
        answers[places[person, relation], relative] = 1
    persons, relations = np.eye(len(PEOPLE))[asked[:, 0]], np.eye(len(RELATIONS))[asked[:, 1]]
    return asked, persons, relations, answers
