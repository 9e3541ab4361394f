"""The family trees: the numbers of the paper, and no contradiction in them."""

from collections import Counter

import numpy as np
import pytest
from lessons import CHECKOUT

from course_utils.paper_1986 import family_trees
from course_utils.paper_1986.family_trees import ENGLISH, ITALIAN, PEOPLE, RELATIONS

FACTS = {(PEOPLE[p], RELATIONS[r], PEOPLE[q]) for p, r, q in family_trees.facts()}
FEMALE = set(["Penelope", "Christine", "Margaret", "Victoria", "Jennifer", "Charlotte"])
FEMALE |= set(["Maria", "Francesca", "Gina", "Lucia", "Angela", "Sophia"])


def who(person, relation):
    return {relative for p, r, relative in FACTS if (p, r) == (person, relation)}


def test_the_numbers_of_the_paper():
    asked, persons, relations, answers = family_trees.questions()
    assert len(PEOPLE) == len(set(PEOPLE)) == 24
    assert len(RELATIONS) == len(set(RELATIONS)) == 12
    assert asked.shape == (104, 2)
    assert (persons.shape, relations.shape, answers.shape) == ((104, 24), (104, 12), (104, 24))
    assert len(FACTS) == answers.sum() == 112
    assert Counter(answers.sum(axis=1)) == {1: 96, 2: 8}


def test_inputs_and_answers_say_what_was_asked():
    asked, persons, relations, answers = family_trees.questions()
    assert (persons.argmax(axis=1) == asked[:, 0]).all() and (persons.sum(axis=1) == 1).all()
    assert (relations.argmax(axis=1) == asked[:, 1]).all() and (relations.sum(axis=1) == 1).all()
    for (person, relation), answer in zip(asked, answers, strict=True):
        named = {PEOPLE[i] for i in np.flatnonzero(answer)}
        assert named == who(PEOPLE[person], RELATIONS[relation])


def test_both_trees_have_one_shape():
    twin = dict(zip(ENGLISH, ITALIAN, strict=True))
    english = {fact for fact in FACTS if fact[0] in twin}
    assert {(twin[p], r, twin[q]) for p, r, q in english} == FACTS - english
    assert all(q in twin for _, _, q in english)


@pytest.mark.parametrize(
    "relation, back",
    [
        (("husband",), ("wife",)),
        (("father", "mother"), ("son", "daughter")),
        (("brother", "sister"), ("brother", "sister")),
        (("uncle", "aunt"), ("nephew", "niece")),
    ],
)
def test_each_relation_has_its_way_back(relation, back):
    there = {(p, q) for p, r, q in FACTS if r in relation}
    assert there
    assert there == {(q, p) for p, r, q in FACTS if r in back}


def test_the_words_fit_the_sex():
    for _, relation, relative in FACTS:
        assert (relation in ["mother", "wife", "daughter", "aunt", "sister", "niece"]) == (
            relative in FEMALE
        )


def test_nobody_is_a_relative_of_oneself():
    assert all(p != q for p, _, q in FACTS)


@pytest.mark.parametrize(
    "person, relation, relatives",
    [
        ("Colin", "aunt", {"Jennifer", "Margaret"}),  # the paper: Colin has two aunts
        ("Charlotte", "uncle", {"Arthur", "Charles"}),
        ("Colin", "father", {"James"}),
        ("Colin", "mother", {"Victoria"}),
        ("Arthur", "father", {"Christopher"}),
        ("Victoria", "brother", {"Arthur"}),
        ("Jennifer", "mother", {"Christine"}),
        ("Margaret", "nephew", {"Colin"}),
        ("Charles", "wife", {"Jennifer"}),
        ("Marco", "daughter", {"Sophia"}),
        ("Sophia", "aunt", {"Gina", "Angela"}),
        ("Emilio", "wife", {"Gina"}),
        ("Pierro", "son", {"Marco"}),
        ("Margaret", "father", set()),
        ("Christopher", "nephew", set()),
    ],
)
def test_some_answers_by_name(person, relation, relatives):
    assert who(person, relation) == relatives


def test_traits_fit_the_trees():
    for trait in (family_trees.NATIONALITY, family_trees.GENERATION, family_trees.BRANCH):
        assert trait.shape == (24,)
    generation = dict(zip(PEOPLE, family_trees.GENERATION, strict=True))
    nationality = dict(zip(PEOPLE, family_trees.NATIONALITY, strict=True))
    branch = dict(zip(PEOPLE, family_trees.BRANCH, strict=True))
    steps = dict(father=-1, mother=-1, son=1, daughter=1, uncle=-1, aunt=-1, nephew=1, niece=1)
    for person, relation, relative in FACTS:
        assert generation[relative] - generation[person] == steps.get(relation, 0)
        assert nationality[relative] == nationality[person]
        if relation in ("father", "mother") and generation[person] == 2:
            assert branch[relative] == branch[person]
    assert [p for p in ENGLISH if branch[p] == 0] == ["Colin", "Charlotte"]


def test_the_drawing_shows_every_person():
    drawing = (CHECKOUT / "images" / "family_trees.svg").read_text(encoding="utf-8")
    for person in PEOPLE:
        assert f">{person}</text>" in drawing, person
