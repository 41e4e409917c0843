import { execute, query, type SqlTransaction } from '@cartwright/messaging';

/** A domain's part of what a person has asked for. */
export interface ExportPart {
  /** The id of the export. */
  readonly id: string;
  readonly customerId: string;
  readonly data: unknown;
}

/** A part as it is stored, and until when. */
export interface NewExportPart extends ExportPart {
  readonly data: Readonly<Record<string, unknown>>;
  readonly expiresAt: Date;
}

const purgeBatch = 500;

const savePart = `
INSERT INTO personal_data.export_parts (request_id, customer_id, data, expires_at) VALUES ($1::uuid, $2::uuid, $3::jsonb, $4)
ON CONFLICT (request_id) DO UPDATE SET data = excluded.data, expires_at = excluded.expires_at`;

const selectParts = `
SELECT request_id AS id, customer_id, data FROM personal_data.export_parts
WHERE request_id = ANY ($1::uuid[]) AND expires_at > $2`;

const deletePartsOf = `
DELETE FROM personal_data.export_parts WHERE customer_id = ANY ($1::uuid[])`;

const deleteExpiredParts = `
WITH found AS MATERIALIZED (
  SELECT request_id FROM personal_data.export_parts WHERE expires_at <= $1 LIMIT $2 FOR UPDATE SKIP LOCKED)
DELETE FROM personal_data.export_parts WHERE request_id IN (SELECT request_id FROM found)`;

/** Stores a domain's part of an export, in the place of an earlier one. */
export async function saveExportPart(
  tx: SqlTransaction,
  { id, customerId, data, expiresAt }: NewExportPart,
): Promise<void> {
  await execute(tx, savePart, id, customerId, JSON.stringify(data), expiresAt);
}

/** The parts of exports that can be read, by the exports' ids. */
export function findExportParts(
  db: SqlTransaction,
  ids: readonly string[],
  now: Date,
): Promise<ExportPart[]> {
  return query<ExportPart>(db, selectParts, ids, now);
}

/** Deletes the parts of all exports of persons. */
export async function deleteExportParts(tx: SqlTransaction, customerIds: readonly string[]): Promise<void> {
  await execute(tx, deletePartsOf, customerIds);
}

/** Deletes parts that cannot be read any more, a batch of them. */
export async function purgeExportParts(db: SqlTransaction, now: Date): Promise<{ hasMore: boolean }> {
  return { hasMore: (await execute(db, deleteExpiredParts, now, purgeBatch)) >= purgeBatch };
}

/** The statements that `npm run check` prepares on the migrated schema. @public */
export const statements = { savePart, selectParts, deletePartsOf, deleteExpiredParts };
