-- What staff did to this domain and were refused, each entry with the hash of the one before it: an entry that is changed, taken
-- out or put in breaks the chain at its place. What is cut off at the end is seen by the domain that witnesses this one.
CREATE SCHEMA audit;

CREATE TABLE audit.entries (
  position bigint PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  staff_id uuid NOT NULL,
  operation text NOT NULL CHECK (operation <> ''),
  outcome text NOT NULL CHECK (outcome IN ('DONE', 'REFUSED')),
  target text,
  reason text,
  before jsonb,
  after jsonb,
  permission text,
  times integer NOT NULL DEFAULT 1 CHECK (times > 0),
  at timestamptz(3) NOT NULL,
  previous_hash text NOT NULL,
  hash text NOT NULL,
  CHECK ((outcome = 'REFUSED') = (permission IS NOT NULL))
);

-- Entries are written one behind the other: whoever adds one holds the lock until the end of their transaction.
CREATE FUNCTION audit.link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(4001948);
  SELECT position + 1, hash INTO NEW.position, NEW.previous_hash FROM audit.entries ORDER BY position DESC LIMIT 1;
  NEW.position := coalesce(NEW.position, 1);
  NEW.previous_hash := coalesce(NEW.previous_hash, '');
  NEW.hash := encode(sha256(convert_to(jsonb_build_array(
    NEW.previous_hash, NEW.position, NEW.id, NEW.staff_id, NEW.operation, NEW.outcome, NEW.target, NEW.reason,
    NEW.before, NEW.after, NEW.permission, NEW.times, (extract(epoch FROM NEW.at) * 1000)::bigint
  )::text, 'UTF8')), 'hex');
  RETURN NEW;
END
$$;

CREATE TRIGGER entries_link BEFORE INSERT ON audit.entries FOR EACH ROW EXECUTE FUNCTION audit.link();

-- The heads of another domain's chain, as it told of them.
CREATE TABLE audit.witnesses (
  domain text NOT NULL,
  position bigint NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (domain, position)
);

CREATE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % can not be changed or deleted', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.entries
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER witnesses_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.witnesses
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON audit.entries, audit.witnesses FROM CURRENT_USER;
