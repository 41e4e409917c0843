import { readReason, recordStaffAction } from '@cartwright/audit';
import { hashOpaqueToken, newOpaqueToken } from '@cartwright/identity';
import type { InvalidInput } from '@cartwright/input';
import type { StoreCurrency } from '@cartwright/money';
import type { Parts } from '../../parts.ts';
import { insertExport } from '../repository/exports.ts';
import { fileCurrency, type FileContent, type FileFormat } from '../rules/file-content.ts';

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

/** For so long the file may be fetched; who is slower asks again. */
const validMs = 60 * 60 * 1_000;

/** Lets a file be fetched, and says where, with an entry in the audit trail: what is in it is read when it is fetched. */
export async function createExport(
  { messaging, config, newId, now }: Pick<Parts, 'messaging' | 'config' | 'newId' | 'now'>,
  { staffId, content, format, currency: wanted, reason }: CreateExport,
): Promise<CreateExportOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  const [id, token, createdAt] = [newId(), newOpaqueToken(), now()];
  const expiresAt = new Date(createdAt.getTime() + validMs);
  const file = { content, format, currency: fileCurrency(wanted) };
  await messaging.transact(async (tx, send) => {
    await insertExport(tx, {
      id,
      tokenSha256: hashOpaqueToken(token),
      ...file,
      staffId,
      createdAt,
      expiresAt,
    });
    const action = { staffId, operation: 'productExportCreate', target: id, ...why.value, at: createdAt };
    await recordStaffAction('products', { tx, send }, { ...action, before: null, after: file });
  });
  return { kind: 'created', url: `${config.PUBLIC_URL}/exports/products?token=${token}`, expiresAt };
}
