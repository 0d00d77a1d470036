-- What people change: a row for each correction, which an undone one keeps. Articles are named by
-- their ids, which depend on the text alone: a correction outlives the rows of the reading.
CREATE TABLE correction (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  article TEXT NOT NULL,
  target TEXT NOT NULL,
  id TEXT NOT NULL,
  field TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  anchor TEXT NOT NULL,
  "by" TEXT NOT NULL,
  at TEXT NOT NULL,
  why TEXT NOT NULL,
  undone_by TEXT,
  undone_at TEXT
) STRICT;
CREATE INDEX correction_article ON correction (article);
CREATE INDEX correction_id ON correction (id);

-- The reading of a corrected article as the program made it; the other tables hold it corrected.
CREATE TABLE uncorrected (
  article TEXT PRIMARY KEY,
  record TEXT NOT NULL
) STRICT;

CREATE TABLE user (
  name TEXT PRIMARY KEY,
  secret TEXT NOT NULL
) STRICT;
CREATE TABLE session (
  token TEXT PRIMARY KEY,
  user TEXT NOT NULL REFERENCES user ON DELETE CASCADE,
  ends INTEGER NOT NULL
) STRICT;
CREATE INDEX session_user ON session (user);
CREATE TABLE attempt (
  subject TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX attempt_subject ON attempt (subject, at);
