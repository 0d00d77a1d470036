-- Claims are found newest first by rowids of the full-text index that grow with
-- the day: (day << 41) + (article << 16) + 65535 - ordinal, the day counted as
-- Python's date.toordinal counts it, 0 where there is none. Whatever narrows a
-- question is a term of the index, so that every page of every question is one
-- walk down it, however many claims there are. See ledger/places.py.
DROP INDEX claim_dated;
DROP TABLE claim_words;
CREATE VIRTUAL TABLE claim_words USING fts5 (
  source, speaker, content, headline, kind, outlet, actor, about,
  content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2", prefix = '3 4'
);
INSERT INTO claim_words (rowid, source, speaker, content, headline, kind, outlet, actor, about)
SELECT
  (CASE WHEN date(substr(c.dated, 1, 10)) = substr(c.dated, 1, 10)
    THEN CAST(julianday(substr(c.dated, 1, 10)) - 1721424.5 AS INTEGER) ELSE 0 END << 41)
    + (c.article << 16) + 65535 - c.ordinal,
  c.source_text,
  (SELECT s.name FROM actor s WHERE s.article = c.article AND s.id = c.source_actor ORDER BY s.ordinal LIMIT 1),
  c.content_text, a.headline, c.kind, a.outlet, c.source_actor,
  (SELECT group_concat(id, ' ') FROM (
    SELECT DISTINCT m.id FROM actor m, json_each(m.mentions) named, json_each(c.content_spans) said
    WHERE m.article = c.article AND json_extract(named.value, '$[0]') >= json_extract(said.value, '$[0]')
      AND json_extract(named.value, '$[1]') <= json_extract(said.value, '$[1]')
    UNION SELECT c.addressee_actor WHERE c.addressee_actor IS NOT NULL))
FROM claim c JOIN article a ON a.key = c.article;

CREATE INDEX claim_id ON claim (id);
CREATE INDEX actor_id ON actor (id);
CREATE INDEX article_outlet ON article (outlet, published);

-- Every actor that was ever named, once, as it was named first: what a search for actors looks through.
CREATE TABLE named (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE named_words USING fts5 (
  name, content = 'named', content_rowid = 'key', tokenize = "unicode61 remove_diacritics 2", prefix = '3 4'
);
INSERT INTO named (id, name) SELECT id, name FROM actor ORDER BY article, ordinal ON CONFLICT DO NOTHING;
INSERT INTO named_words (rowid, name) SELECT key, name FROM named;
