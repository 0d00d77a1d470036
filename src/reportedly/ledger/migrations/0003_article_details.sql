-- Where an article stands at its outlet, whose text it is, and what of it was withheld.
ALTER TABLE article ADD COLUMN section TEXT;
ALTER TABLE article ADD COLUMN canonical TEXT;
ALTER TABLE article ADD COLUMN agency TEXT;
ALTER TABLE article ADD COLUMN withheld TEXT;
-- When an entry of a live blog was published.
ALTER TABLE block ADD COLUMN published TEXT;
