import { hashOpaqueToken, newOpaqueToken } from '@cartwright/identity';
import type { InvalidInput } from '@cartwright/input';
import type { FileFormat } from '@cartwright/transfer';
import type { Parts } from '../../parts.ts';
import { recordAction, type Actor } from '../../roles/door.ts';
import { insertImport, type CustomerImport } from '../repository/imports.ts';
import { readNewImport } from '../rules/new-import.ts';

/** A file that a member of the staff wants to send. */
export interface CreateImport {
  readonly by: Actor;
  readonly format: FileFormat;
  readonly filename: string;
  readonly byteSize: number;
  readonly isDryRun?: boolean | null | undefined;
}

/** What came of it; whoever knows `uploadUrl` may send the file. */
export type CreateImportOutcome =
  | {
      readonly kind: 'created';
      readonly import: CustomerImport;
      readonly uploadUrl: string;
      readonly uploadExpiresAt: Date;
    }
  | InvalidInput;

/** Where files are sent to. */
export const importPath = '/imports/customers';

const validMs = 60 * 60 * 1_000;

/** Says where a file may be sent, which is worked as soon as it is there, with an entry in the audit trail. */
export async function createImport(
  { messaging, config, newId, now }: Pick<Parts, 'messaging' | 'config' | 'newId' | 'now'>,
  { by, format, isDryRun, ...told }: CreateImport,
): Promise<CreateImportOutcome> {
  const read = readNewImport(told);
  if (read.kind === 'invalid-input') return read;
  const [id, createdAt, token] = [newId(), now(), newOpaqueToken()];
  const uploadExpiresAt = new Date(createdAt.getTime() + validMs);
  const file = { ...read.value, format, isDryRun: isDryRun ?? false };
  const stored = await messaging.transact(async (tx, send) => {
    const inserted = await insertImport(tx, {
      ...{ id, ...file, createdAt, ignoredColumns: [], staffId: by.id, reason: by.reason },
      ...{ tokenSha256: hashOpaqueToken(token), expiresAt: uploadExpiresAt },
    });
    const action = { by, operation: 'customerImportCreate', target: id };
    await recordAction({ now }, { tx, send }, { ...action, before: null, after: file });
    return inserted;
  });
  const uploadUrl = `${config.PUBLIC_URL}${importPath}?token=${token}`;
  return { kind: 'created', import: stored, uploadUrl, uploadExpiresAt };
}
