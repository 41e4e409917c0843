import { readReason } from '@cartwright/audit';
import type { InvalidInput } from '@cartwright/input';
import { newExportAddress, type FileFormat } from '@cartwright/transfer';
import { recordStaffAction } from '../../audit/door.ts';
import type { OrderStatus } from '../../order/door.ts';
import type { Parts } from '../../parts.ts';
import { exportBook } from '../repository/exports.ts';

/** A file that a member of the staff wants to fetch. */
export interface CreateExport {
  readonly staffId: string;
  readonly format: FileFormat;
  readonly filters?:
    | {
        readonly placedFrom?: Date | null | undefined;
        readonly placedBefore?: Date | null | undefined;
        readonly statuses?: readonly OrderStatus[] | null | undefined;
      }
    | null
    | undefined;
  readonly reason?: string | null | undefined;
  readonly traceparent: string;
}

/** What came of it. */
export type CreateExportOutcome =
  { readonly kind: 'created'; readonly url: string; readonly expiresAt: Date } | InvalidInput;

/** Lets a file be fetched, and says where, with an entry in the audit trail: what is in it is read when it is fetched. */
export async function createExport(
  { messaging, config, newId, now }: Pick<Parts, 'messaging' | 'config' | 'newId' | 'now'>,
  { staffId, format, filters, reason, traceparent }: CreateExport,
): Promise<CreateExportOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  const [id, createdAt] = [newId(), now()];
  const { url, tokenSha256, expiresAt } = newExportAddress({
    publicUrl: config.PUBLIC_URL,
    path: '/exports/orders',
    now: createdAt,
  });
  const { placedFrom = null, placedBefore = null, statuses = null } = filters ?? {};
  const wanted = statuses === null ? null : [...new Set(statuses)];
  await messaging.transact(
    async (tx, send) => {
      await exportBook.insert(tx, {
        ...{ id, tokenSha256, format, placedFrom, placedBefore, staffId, createdAt, expiresAt },
        statuses: wanted,
      });
      const action = {
        id: newId(),
        staffId,
        action: 'ORDER_EXPORT_CREATE',
        target: id,
        at: createdAt,
      } as const;
      const after = {
        format,
        placedFrom: placedFrom?.toISOString() ?? null,
        placedBefore: placedBefore?.toISOString() ?? null,
        statuses: wanted,
      };
      await recordStaffAction({ tx, send }, { ...action, ...why.value, before: null, after });
    },
    { traceparent },
  );
  return { kind: 'created', url, expiresAt };
}
