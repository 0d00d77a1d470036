-- What is remembered of addresses and of the entries of feeds, so that the web
-- is asked for news only and a run that follows feeds goes on where it stopped.

CREATE TABLE visit (
  address TEXT NOT NULL PRIMARY KEY,
  uri TEXT NOT NULL,
  etag TEXT,
  modified TEXT,
  page TEXT
) STRICT, WITHOUT ROWID;

-- "tries" counts failures of this version of the entry; 0 is read.
CREATE TABLE entry (
  feed TEXT NOT NULL,
  uri TEXT NOT NULL,
  version TEXT NOT NULL,
  tries INTEGER NOT NULL,
  PRIMARY KEY (feed, uri)
) STRICT, WITHOUT ROWID;
