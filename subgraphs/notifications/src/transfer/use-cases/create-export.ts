import { readReason, recordStaffAction } from '@cartwright/audit';
import type { InvalidInput } from '@cartwright/input';
import { newExportAddress, type FileFormat } from '@cartwright/transfer';
import type { Parts } from '../../parts.ts';
import { exportBook } from '../repository/exports.ts';

/** A file that a member of the staff wants to fetch. */
export interface CreateExport {
  readonly staffId: string;
  readonly format: FileFormat;
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type CreateExportOutcome =
  { readonly kind: 'created'; readonly url: string; readonly expiresAt: Date } | InvalidInput;

/** Lets a file be fetched, and says where, with an entry in the audit trail: what is in it is read when it is fetched. */
export async function createExport(
  { messaging, config, newId, now }: Pick<Parts, 'messaging' | 'config' | 'newId' | 'now'>,
  { staffId, format, reason }: CreateExport,
): Promise<CreateExportOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  const [id, createdAt] = [newId(), now()];
  const { url, tokenSha256, expiresAt } = newExportAddress({
    publicUrl: config.PUBLIC_URL,
    path: '/exports/consents',
    now: createdAt,
  });
  await messaging.transact(async (tx, send) => {
    await exportBook.insert(tx, { id, tokenSha256, format, staffId, createdAt, expiresAt, fetches: 0 });
    const action = { staffId, operation: 'consentExportCreate', target: id, ...why.value };
    await recordStaffAction('notifications', { tx, send }, { ...action, after: { format }, at: createdAt });
  });
  return { kind: 'created', url, expiresAt };
}
