"""The class board: which exercise a class is at and which mistakes it makes, while it happens.

``python -m course_utils.board`` (`make board`) starts it on the teacher's computer. Learners join
by course_utils.progress.join, whose side is plumbing/classroom.py.

- words.py    the exercises of each lesson and their hints in words, from the lessons and the checks
- store.py    classes, learners, verdicts and waves in one SQLite file
- summary.py  what the page shows: right, trying, stuck, hints
- limits.py   how much is taken from one learner and from one address
- server.py   what learners send to, and the teacher's page, page/
- export.py   all verdicts as CSV
- __main__.py the command
"""
