-- What a domain has to announce once more, because another one keeps a copy of it that began later. A row is work to do, from
-- its position on; one that is finished stays, and is begun again by `UPDATE … SET position = NULL, finished_at = NULL`.
CREATE TABLE messaging.restatements (
  name text PRIMARY KEY,
  position text,
  finished_at timestamptz
);
