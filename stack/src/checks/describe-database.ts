import type { Client } from 'pg';

/** The objects of a database's schema: the definition of each, by its kind and name. */
export type DatabaseDescription = ReadonlyMap<string, string>;

const describe = `
SELECT 'column ' || c.relname || '.' || a.attname AS name,
  format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
    || CASE WHEN a.attgenerated = '' THEN coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
       ELSE ' generated as ' || pg_get_expr(d.adbin, d.adrelid) END AS definition
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
UNION ALL
SELECT CASE k.contype WHEN 'p' THEN 'primary key ' WHEN 'f' THEN 'foreign key ' WHEN 'u' THEN 'unique constraint '
    WHEN 'c' THEN 'check ' ELSE 'constraint ' END || c.relname || '.' || k.conname, pg_get_constraintdef(k.oid)
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
WHERE k.connamespace = 'public'::regnamespace
UNION ALL
SELECT 'index ' || c.relname || '.' || i.relname, pg_get_indexdef(x.indexrelid)
FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
WHERE c.relnamespace = 'public'::regnamespace
  AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = x.indexrelid AND k.contype IN ('p', 'u'))
UNION ALL
SELECT 'enum ' || t.typname, string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid WHERE t.typnamespace = 'public'::regnamespace GROUP BY t.typname
UNION ALL
SELECT 'trigger ' || c.relname || '.' || t.tgname, pg_get_triggerdef(t.oid)
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal
UNION ALL
SELECT 'sequence ' || sequence_name, data_type || ' from ' || start_value
FROM information_schema.sequences WHERE sequence_schema = 'public'
UNION ALL
SELECT 'function ' || p.proname,
  string_agg(pg_get_function_identity_arguments(p.oid), '; ' ORDER BY pg_get_function_identity_arguments(p.oid))
FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
GROUP BY p.proname
UNION ALL
SELECT 'extension ' || extname, '' FROM pg_extension WHERE extname <> 'plpgsql'`;

/** The migrations' own table is not part of a schema. */
const bookkeeping = /^\S+( \S+)? _prisma_migrations\./;

/** Describes the tables, constraints, indexes, enums, triggers, sequences and functions of the schema `public`. */
export async function describeDatabase(client: Client): Promise<DatabaseDescription> {
  const { rows } = await client.query<{ name: string; definition: string }>(`${describe} ORDER BY 1, 2`);
  return new Map(
    rows.filter(({ name }) => !bookkeeping.test(name)).map(({ name, definition }) => [name, definition]),
  );
}
