-- Rows have integer keys: three times the speed of hashes as keys. The ids of
-- the record are columns. Everything read from an article lies in the order of
-- (article, ordinal), ordinal being its place in the record, so that one range
-- per table is one reading and deleting an article deletes all of it.
-- Columns are named like the fields of reportedly.data; spans and lists of
-- words are compact JSON.

CREATE TABLE article (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  uri TEXT,
  outlet TEXT,
  headline TEXT,
  standfirst TEXT,
  byline TEXT NOT NULL,
  published TEXT,
  modified TEXT,
  language TEXT,
  text TEXT NOT NULL,
  related TEXT NOT NULL,
  made_by TEXT NOT NULL
) STRICT;
CREATE INDEX article_uri ON article (uri);

-- Which page gave which article, and the version of the program that read it.
CREATE TABLE page (
  key INTEGER PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  made_by TEXT NOT NULL
) STRICT;
CREATE INDEX page_article ON page (article);

CREATE TABLE failure (
  key INTEGER PRIMARY KEY,
  page TEXT NOT NULL UNIQUE,
  uri TEXT,
  stage TEXT NOT NULL,
  reason TEXT NOT NULL,
  detail TEXT NOT NULL,
  made_by TEXT NOT NULL
) STRICT;

CREATE TABLE block (
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  PRIMARY KEY (article, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE image (
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  caption TEXT,
  credit TEXT,
  PRIMARY KEY (article, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE removed (
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (article, ordinal)
) STRICT, WITHOUT ROWID;

-- A source, cue or addressee is there where its text is not null. "dated" is
-- said_on or else the article's publication, once more, because the newest
-- claims of a million are found by an index and not by sorting.
CREATE TABLE claim (
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL CHECK (ordinal < 1048576),
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  quotation TEXT,
  source_spans TEXT,
  source_text TEXT,
  source_actor TEXT,
  cue_spans TEXT,
  cue_text TEXT,
  content_spans TEXT NOT NULL,
  content_text TEXT NOT NULL,
  addressee_spans TEXT,
  addressee_text TEXT,
  addressee_actor TEXT,
  said_on TEXT,
  parent TEXT,
  certainty TEXT NOT NULL,
  polarity TEXT NOT NULL,
  tense TEXT,
  score REAL NOT NULL,
  made_by TEXT NOT NULL,
  dated TEXT,
  PRIMARY KEY (article, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_dated ON claim (dated DESC, article DESC, ordinal);

CREATE TABLE hop (
  article INTEGER NOT NULL,
  claim INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL,
  spans TEXT NOT NULL,
  text TEXT NOT NULL,
  actor TEXT,
  PRIMARY KEY (article, claim, ordinal),
  FOREIGN KEY (article, claim) REFERENCES claim (article, ordinal) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_figure (
  article INTEGER NOT NULL,
  claim INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  figure TEXT NOT NULL,
  PRIMARY KEY (article, claim, ordinal),
  FOREIGN KEY (article, claim) REFERENCES claim (article, ordinal) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_time (
  article INTEGER NOT NULL,
  claim INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  time TEXT NOT NULL,
  PRIMARY KEY (article, claim, ordinal),
  FOREIGN KEY (article, claim) REFERENCES claim (article, ordinal) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_event (
  article INTEGER NOT NULL,
  claim INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  event TEXT NOT NULL,
  PRIMARY KEY (article, claim, ordinal),
  FOREIGN KEY (article, claim) REFERENCES claim (article, ordinal) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Numbers are INTEGER or REAL as they were read; whole numbers beyond 64 bits are TEXT.
CREATE TABLE figure (
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL CHECK (ordinal < 1048576),
  id TEXT NOT NULL,
  spans TEXT NOT NULL,
  text TEXT NOT NULL,
  value ANY,
  low ANY,
  high ANY,
  modifier TEXT,
  unit TEXT,
  counted TEXT,
  "of" TEXT,
  per TEXT,
  status TEXT,
  part_of TEXT,
  each_of TEXT,
  total ANY,
  same_as TEXT,
  PRIMARY KEY (article, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE timex (
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  id TEXT NOT NULL,
  spans TEXT NOT NULL,
  text TEXT NOT NULL,
  type TEXT NOT NULL,
  value TEXT,
  mod TEXT,
  PRIMARY KEY (article, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE actor (
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  country TEXT,
  role TEXT,
  mentions TEXT NOT NULL,
  PRIMARY KEY (article, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  mode TEXT,
  context TEXT NOT NULL,
  actor TEXT,
  recipient TEXT,
  place TEXT,
  date TEXT,
  status TEXT NOT NULL,
  claim TEXT,
  spans TEXT NOT NULL,
  PRIMARY KEY (article, ordinal)
) STRICT, WITHOUT ROWID;

-- Words point back by rowid = article * 1048576 + ordinal and hold no text of their own.
CREATE VIRTUAL TABLE claim_words USING fts5 (
  source, speaker, content, headline,
  content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE figure_words USING fts5 (
  text, counted, status, content,
  content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);
