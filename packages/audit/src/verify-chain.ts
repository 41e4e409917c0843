import { query, type SqlTransaction } from '@cartwright/messaging';

/** The first entry of a chain that is not as it was written. */
export interface BrokenChain {
  /** Its place in the chain; the first that is missing, where entries were taken out. */
  readonly position: number;
  /** Null where there is no entry any more. */
  readonly entryId: string | null;
  readonly fault: 'MISSING' | 'CHANGED' | 'UNLIKE_ITS_WITNESS';
}

/** The head of a chain as another domain was told of it. */
export interface Witnessed {
  readonly position: number;
  readonly hash: string;
}

/** Says again how a hash is made, and not by the function in the database: who changed entries may have changed that, too. */
const hashOf = `encode(sha256(convert_to(jsonb_build_array(
  previous_hash, position, id, staff_id, operation, outcome, target, reason,
  before, after, permission, times, (extract(epoch FROM at) * 1000)::bigint
)::text, 'UTF8')), 'hex')`;

const selectBroken = `
WITH chain AS (
  SELECT id, position, row_number() OVER place AS place, hash <> ${hashOf} AS is_changed,
    previous_hash <> lag(hash, 1, '') OVER place AS is_unlinked
  FROM audit.entries WINDOW place AS (ORDER BY position)
)
SELECT CASE WHEN position <> place THEN place ELSE position END::int AS position,
  CASE WHEN position = place THEN id END AS "entryId",
  CASE WHEN position = place THEN 'CHANGED' ELSE 'MISSING' END AS fault
FROM chain WHERE position <> place OR is_changed OR is_unlinked ORDER BY chain.position LIMIT 1`;

const selectUnlike = `
SELECT witnessed.position::int AS position, entries.id AS "entryId",
  CASE WHEN entries.id IS NULL THEN 'MISSING' ELSE 'UNLIKE_ITS_WITNESS' END AS fault
FROM jsonb_to_recordset($1::jsonb) AS witnessed(position bigint, hash text)
LEFT JOIN audit.entries ON entries.position = witnessed.position
WHERE entries.id IS NULL OR entries.hash <> witnessed.hash ORDER BY witnessed.position LIMIT 1`;

const selectWitnesses = `
SELECT position::int AS position, hash FROM audit.witnesses WHERE domain = $1 ORDER BY position`;

const countEntries = `SELECT count(*)::int AS entries FROM audit.entries`;

/** What one domain's database says of another's chain. */
export function witnessesOf(db: SqlTransaction, domain: string): Promise<Witnessed[]> {
  return query(db, selectWitnesses, domain);
}

/** The first entry of a domain's chain that is broken, or differs from what was witnessed; undefined for a whole chain. */
export async function brokenChain(
  db: SqlTransaction,
  witnesses: readonly Witnessed[],
): Promise<BrokenChain | undefined> {
  const [broken] = await query<BrokenChain>(db, selectBroken);
  const [unlike] = await query<BrokenChain>(db, selectUnlike, JSON.stringify(witnesses));
  if (broken === undefined || unlike === undefined) return broken ?? unlike;
  return broken.position <= unlike.position ? broken : unlike;
}

/** How many entries a domain's chain has. */
export async function chainLength(db: SqlTransaction): Promise<number> {
  const [row] = await query<{ entries: number }>(db, countEntries);
  return row?.entries ?? 0;
}

/** The statements that `npm run check` prepares on the migrated schema. @public */
export const statements = { selectBroken, selectUnlike, selectWitnesses, countEntries };
