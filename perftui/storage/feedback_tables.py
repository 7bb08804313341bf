"""The tables of 360 feedback, also of the third migration.

Who gave which answer stands in `answer` and nowhere else, and only until the round is frozen: neither this table nor who has
answered already is captured, so that the event log never holds it. Freezing moves the answers, each by itself under a random id,
to `frozen_answer`, which knows the group and not the rater.
"""

from __future__ import annotations

CAPTURED = {
    "review_round": (
        *("title", "cycle_id", "questionnaire", "state", "due_date", "threshold", "scale_max", "anchors", "note"),
        *("frozen_on", "released_on"),
    ),
    "round_group": ("round_id", "code", "weight", "is_open"),
    "question": ("round_id", "pos", "kind", "competency", "text_en", "text_zh"),
    "review_subject": ("round_id", "person_id", "note"),
    "rater": ("subject_id", "code", "person_id", "name", "email", "is_declined"),
}
"""Table to its captured columns."""

UNCAPTURED = ("answer", "rater_progress", "frozen_answer", "frozen_count")
"""Tables whose changes no event tells; undo does not know them."""

TABLES = """
CREATE TABLE review_round (
    id TEXT PRIMARY KEY, title TEXT NOT NULL CHECK (title <> ''), cycle_id TEXT REFERENCES cycle(id),
    questionnaire TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'setup' CHECK (state IN ('setup', 'collecting', 'frozen', 'released')),
    due_date TEXT CHECK (due_date IS date(due_date, '+0 days')),
    threshold INTEGER NOT NULL DEFAULT 3 CHECK (threshold BETWEEN 2 AND 10),
    scale_max INTEGER NOT NULL DEFAULT 5 CHECK (scale_max BETWEEN 2 AND 10), anchors TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '', frozen_on TEXT CHECK (frozen_on IS date(frozen_on, '+0 days')),
    released_on TEXT CHECK (released_on IS date(released_on, '+0 days')), version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX review_round_cycle ON review_round (cycle_id);
CREATE TABLE round_group (
    id TEXT PRIMARY KEY, round_id TEXT NOT NULL REFERENCES review_round(id),
    code TEXT NOT NULL CHECK (code IN ('manager', 'peer', 'report', 'customer', 'self')),
    weight INTEGER NOT NULL DEFAULT 0 CHECK (weight BETWEEN 0 AND 10000),
    is_open INTEGER NOT NULL DEFAULT 1 CHECK (is_open IN (0, 1)), version INTEGER NOT NULL DEFAULT 1, UNIQUE (round_id, code)
) STRICT;
CREATE TABLE question (
    id TEXT PRIMARY KEY, round_id TEXT NOT NULL REFERENCES review_round(id), pos INTEGER NOT NULL DEFAULT 0,
    kind TEXT NOT NULL CHECK (kind IN ('scale', 'open')), competency TEXT NOT NULL DEFAULT '',
    text_en TEXT NOT NULL DEFAULT '', text_zh TEXT NOT NULL DEFAULT '', version INTEGER NOT NULL DEFAULT 1,
    CHECK (text_en <> '' OR text_zh <> '')
) STRICT;
CREATE INDEX question_round ON question (round_id, pos);
CREATE TABLE review_subject (
    id TEXT PRIMARY KEY, round_id TEXT NOT NULL REFERENCES review_round(id), person_id TEXT NOT NULL REFERENCES person(id),
    note TEXT NOT NULL DEFAULT '', version INTEGER NOT NULL DEFAULT 1, UNIQUE (round_id, person_id)
) STRICT;
CREATE INDEX review_subject_person ON review_subject (person_id);
CREATE TABLE rater (
    id TEXT PRIMARY KEY, subject_id TEXT NOT NULL REFERENCES review_subject(id),
    code TEXT NOT NULL CHECK (code IN ('manager', 'peer', 'report', 'customer', 'self')),
    person_id TEXT REFERENCES person(id), name TEXT NOT NULL DEFAULT '', email TEXT NOT NULL DEFAULT '',
    is_declined INTEGER NOT NULL DEFAULT 0 CHECK (is_declined IN (0, 1)), version INTEGER NOT NULL DEFAULT 1,
    CHECK ((person_id IS NULL) <> (name = ''))
) STRICT;
CREATE UNIQUE INDEX rater_once ON rater (subject_id, coalesce(person_id, name));
CREATE INDEX rater_subject ON rater (subject_id, code);
CREATE INDEX rater_person ON rater (person_id);
CREATE TABLE rater_progress (
    rater_id TEXT PRIMARY KEY REFERENCES rater(id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('begun', 'completed'))
) STRICT, WITHOUT ROWID;
CREATE TABLE answer (
    rater_id TEXT NOT NULL REFERENCES rater(id) ON DELETE CASCADE, question_id TEXT NOT NULL REFERENCES question(id) ON DELETE CASCADE,
    level INTEGER, text TEXT NOT NULL DEFAULT '', PRIMARY KEY (rater_id, question_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_question ON answer (question_id);
CREATE TABLE frozen_answer (
    id TEXT PRIMARY KEY, subject_id TEXT NOT NULL REFERENCES review_subject(id), code TEXT NOT NULL,
    question_id TEXT NOT NULL REFERENCES question(id), level INTEGER, text TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX frozen_answer_subject ON frozen_answer (subject_id, question_id);
CREATE INDEX frozen_answer_question ON frozen_answer (question_id);
CREATE TABLE frozen_count (
    subject_id TEXT NOT NULL REFERENCES review_subject(id), code TEXT NOT NULL, invited INTEGER NOT NULL, completed INTEGER NOT NULL,
    PRIMARY KEY (subject_id, code)
) STRICT, WITHOUT ROWID;
"""
