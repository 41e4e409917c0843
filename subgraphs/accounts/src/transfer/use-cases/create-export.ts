import { badUserInput } from '@cartwright/errors';
import { isId } from '@cartwright/graph';
import { newExportAddress, type FileFormat } from '@cartwright/transfer';
import type { Parts } from '../../parts.ts';
import { recordAction, type Actor } from '../../roles/door.ts';
import { exportBook } from '../repository/exports.ts';

/** A file that a member of the staff wants to fetch. */
export interface CreateExport {
  readonly by: Actor;
  readonly format: FileFormat;
  readonly groupIds: readonly string[] | null;
}

/** Lets a file be fetched, and says where, with an entry in the audit trail: what is in it is read when it is fetched. */
export async function createExport(
  { messaging, config, newId, now }: Pick<Parts, 'messaging' | 'config' | 'newId' | 'now'>,
  { by, format, groupIds: wanted }: CreateExport,
): Promise<{ readonly url: string; readonly expiresAt: Date }> {
  if (wanted?.every(isId) === false) throw badUserInput('There is no such group.', 'input.filters.groupIds');
  const groupIds = wanted && [...new Set(wanted)];
  const [id, createdAt] = [newId(), now()];
  const { url, tokenSha256, expiresAt } = newExportAddress({
    publicUrl: config.PUBLIC_URL,
    path: '/exports/customers',
    now: createdAt,
  });
  await messaging.transact(async (tx, send) => {
    await exportBook.insert(tx, {
      ...{ id, tokenSha256, format, staffId: by.id, createdAt, expiresAt },
      groupIds,
    });
    const action = { by, operation: 'customerExportCreate', target: id };
    await recordAction({ now }, { tx, send }, { ...action, before: null, after: { format, groupIds } });
  });
  return { url, expiresAt };
}
