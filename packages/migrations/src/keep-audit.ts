import { escapeIdentifier, type Client } from 'pg';

/** Owns what records the deeds of staff, in all databases; nobody logs in as it. */
const keeper = 'cartwright_audit';

const handOver = `
DO $$
DECLARE one record;
BEGIN
  FOR one IN
    SELECT 'SCHEMA audit' AS name FROM pg_namespace WHERE nspname = 'audit' AND nspowner <> '${keeper}'::regrole
    UNION ALL
    SELECT 'TABLE ' || oid::regclass FROM pg_class
    WHERE relnamespace = to_regnamespace('audit') AND relkind = 'r' AND relowner <> '${keeper}'::regrole
    UNION ALL
    SELECT 'FUNCTION ' || oid::regprocedure FROM pg_proc
    WHERE pronamespace = to_regnamespace('audit') AND proowner <> '${keeper}'::regrole
  LOOP
    EXECUTE format('ALTER %s OWNER TO ${keeper}', one.name);
  END LOOP;
END
$$`;

/** Makes the owner of the audit trails, where it is missing. */
export async function createAuditKeeper(client: Client): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [keeper]);
  if (rowCount === 0) await client.query(`CREATE ROLE ${keeper} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE`);
}

/**
 * Takes the audit trail away from the login that writes it: it adds entries and reads them, and can change, delete or drop
 * nothing, nor what guards them.
 */
export async function keepAudit(client: Client, login: string): Promise<void> {
  const writer = escapeIdentifier(login);
  await client.query('BEGIN');
  await client.query(handOver);
  await client.query(`REVOKE ALL ON ALL TABLES IN SCHEMA audit FROM PUBLIC, ${writer}`);
  await client.query(`REVOKE ALL ON SCHEMA audit FROM PUBLIC, ${writer}`);
  await client.query(`GRANT USAGE ON SCHEMA audit TO ${writer}`);
  await client.query(`GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA audit TO ${writer}`);
  await client.query('COMMIT');
}
