import { readReason, recordStaffAction } from '@cartwright/audit';
import type { InvalidInput } from '@cartwright/input';
import type { StoreCurrency } from '@cartwright/money';
import { newExportAddress, type FileFormat } from '@cartwright/transfer';
import type { Parts } from '../../parts.ts';
import { exportBook } from '../repository/exports.ts';
import { fileCurrency, type FileContent } from '../rules/file-content.ts';

/** A file that a member of the staff wants to fetch. */
export interface CreateExport {
  readonly staffId: string;
  readonly content: FileContent;
  readonly format: FileFormat;
  readonly currency?: StoreCurrency | null | undefined;
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type CreateExportOutcome =
  { readonly kind: 'created'; readonly url: string; readonly expiresAt: Date } | InvalidInput;

/** Lets a file be fetched, and says where, with an entry in the audit trail: what is in it is read when it is fetched. */
export async function createExport(
  { messaging, config, newId, now }: Pick<Parts, 'messaging' | 'config' | 'newId' | 'now'>,
  { staffId, content, format, currency: wanted, reason }: CreateExport,
): Promise<CreateExportOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  const [id, createdAt] = [newId(), now()];
  const { url, tokenSha256, expiresAt } = newExportAddress({
    publicUrl: config.PUBLIC_URL,
    path: '/exports/products',
    now: createdAt,
  });
  const file = { content, format, currency: fileCurrency(wanted) };
  await messaging.transact(async (tx, send) => {
    await exportBook.insert(tx, {
      id,
      tokenSha256,
      ...file,
      staffId,
      createdAt,
      expiresAt,
    });
    const action = { staffId, operation: 'productExportCreate', target: id, ...why.value, at: createdAt };
    await recordStaffAction('products', { tx, send }, { ...action, before: null, after: file });
  });
  return { kind: 'created', url, expiresAt };
}
