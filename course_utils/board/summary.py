"""What the board shows of a class, computed anew from the store each time.

Of each exercise: how many learners are right, trying, or stuck, and which hints they met. Stuck is
who has three wrong answers, or five minutes without the right one. Who has gone on to another
exercise is not held up by the minutes any more: then the clock ended with the last answer here.
"""

from collections import Counter, defaultdict

WRONG_ANSWERS, SECONDS = 3, 5 * 60  # either makes stuck
RECENT = 15 * 60  # seconds in which answers say which lesson is in progress
HINTS = 3  # of an exercise, those most met


def summary(store, words, class_id, lesson=None, names=False):
    """All that the page shows, as JSON knows it.

    lesson: the number of one, or None for the one in progress. names: also who waves, who is stuck.
    """
    current = current_lesson(store, words, class_id)
    shown = words.lessons[lesson if lesson in words.lessons else current]
    states, hints = _states(store, class_id), _hints(store, class_id)
    called = dict(store.query("SELECT id, name FROM learner WHERE class = ?", [class_id]))
    exercises = []
    for name, title in shown.exercises.items():
        of = states[name]
        counts = Counter(of.values())
        entry = {
            "name": name,
            "title": title,
            **{state: counts[state] for state in ("right", "trying", "stuck")},
            "hints": _most_met(hints[name], of, words),
        }
        if names:
            entry["who"] = sorted(called[n] for n, state in of.items() if state == "stuck")
        exercises.append(entry)
    return {
        "learners": len(called),
        "lesson": shown.number,
        "title": shown.title,
        "automatic": lesson not in words.lessons,
        "lessons": [{"number": n, "title": one.title} for n, one in words.lessons.items()],
        "exercises": exercises,
        "waves": _waves(store, words, class_id, called if names else {}),
        "names": names,
    }


def current_lesson(store, words, class_id):
    """The lesson that most answers of the last minutes belong to, else the last answer, else 00."""
    question = (
        "SELECT v.exercise, count(*), max(v.at) FROM verdict v JOIN learner l ON l.id = v.learner "
        "WHERE l.class = ? AND v.at > ? GROUP BY v.exercise"
    )
    for since in (store.now() - RECENT, 0):
        found = Counter()
        for exercise, count, latest in store.query(question, (class_id, since)):
            number = words.lesson_of.get(exercise)
            if number and since:
                found[number] += count
            elif number:
                found[number] = max(found[number], latest)
        if found:
            return found.most_common(1)[0][0]
    return next(iter(words.lessons))


def _states(store, class_id):
    """{exercise: {number of a learner: "right", "trying" or "stuck"}}"""
    rows = store.query(
        "SELECT v.learner, v.exercise, max(v.right), count(*), min(v.begun), max(v.at) "
        "FROM verdict v JOIN learner l ON l.id = v.learner WHERE l.class = ? "
        "GROUP BY v.learner, v.exercise",
        [class_id],
    )
    latest = defaultdict(float)
    for learner, _, _, _, _, last in rows:
        latest[learner] = max(latest[learner], last)
    found = defaultdict(dict)
    for learner, exercise, right, answers, begun, last in rows:
        until = store.now() if last == latest[learner] else last
        stuck = answers >= WRONG_ANSWERS or until - begun >= SECONDS
        found[exercise][learner] = "right" if right else "stuck" if stuck else "trying"
    return found


def _hints(store, class_id):
    """{exercise: {id of a hint: numbers of the learners who met it}}, mixes taken apart."""
    rows = store.query(
        "SELECT DISTINCT v.learner, v.exercise, v.hint FROM verdict v "
        "JOIN learner l ON l.id = v.learner WHERE l.class = ? AND v.hint IS NOT NULL",
        [class_id],
    )
    found = defaultdict(lambda: defaultdict(set))
    for learner, exercise, mix in rows:
        for hint in mix.split("+"):
            found[exercise][hint].add(learner)
    return found


def _most_met(hints, states, words):
    """The hints that most learners met, those first that hold most learners up now."""
    met = defaultdict(set)  # two ids may say the same
    for hint, learners in hints.items():
        met[words.hint(hint)] |= learners
    entries = [
        {
            "text": text,
            "learners": len(learners),
            "now": sum(states[learner] != "right" for learner in learners),
        }
        for text, learners in met.items()
    ]
    entries.sort(
        key=lambda entry: (-entry["now"], -entry["learners"], words.is_vague(entry["text"]))
    )
    return entries[:HINTS]


def _waves(store, words, class_id, called):
    rows = store.query(
        "SELECT w.learner, w.exercise, w.at FROM wave w JOIN learner l ON l.id = w.learner "
        "WHERE l.class = ? ORDER BY w.at",
        [class_id],
    )
    return [
        {
            "learner": learner,
            "name": called.get(learner),
            "exercise": words.title(exercise),
            "minutes": int(max(0, store.now() - at) // 60),
        }
        for learner, exercise, at in rows
    ]
