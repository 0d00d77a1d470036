-- Which way something moved, the level that it came to, the level before with its time; what a figure is said of,
-- and whose the things counted are.
ALTER TABLE figure ADD COLUMN change TEXT;
ALTER TABLE figure ADD COLUMN change_of TEXT;
ALTER TABLE figure ADD COLUMN earlier_of TEXT;
ALTER TABLE figure ADD COLUMN as_of TEXT;
ALTER TABLE figure ADD COLUMN about TEXT;
ALTER TABLE figure ADD COLUMN country TEXT;

-- Arithmetic between figures of one article; "figures" are their ids as a list.
CREATE TABLE figure_check (
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  figures TEXT NOT NULL,
  stated ANY NOT NULL,
  computed ANY NOT NULL,
  outcome TEXT NOT NULL,
  spans TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (article, ordinal)
) STRICT, WITHOUT ROWID;
