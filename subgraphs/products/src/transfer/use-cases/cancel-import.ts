import { readReason, recordStaffAction } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import type { Parts } from '../../parts.ts';
import { findImport, lockImport, saveImport, type ProductImport } from '../repository/imports.ts';
import { isOver, type ImportStatus } from '../rules/import-status.ts';

/** An import that is to end. */
export interface CancelImport {
  readonly staffId: string;
  readonly id: string;
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type CancelImportOutcome =
  | { readonly kind: 'cancelled'; readonly import: ProductImport }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'over'; readonly status: ImportStatus }
  | InvalidInput;

/** Ends an import behind the line that is being worked, with an entry in the audit trail; what was done stays. */
export async function cancelImport(
  { messaging, now }: Pick<Parts, 'messaging' | 'now'>,
  { staffId, id, reason }: CancelImport,
): Promise<CancelImportOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  if (!isId(id)) return { kind: 'not-found' };
  return messaging.transact<CancelImportOutcome>(async (tx, send) => {
    const before = await lockImport(tx, id);
    if (before === undefined) return { kind: 'not-found' };
    if (before.status === 'CANCELLED') return { kind: 'cancelled', import: before };
    if (isOver(before.status)) return { kind: 'over', status: before.status };
    const at = now();
    await saveImport(tx, id, { status: 'CANCELLED', finishedAt: at });
    const action = { staffId, operation: 'productImportCancel', target: id, ...why.value, at };
    const states = {
      before: { status: before.status },
      after: { status: 'CANCELLED', linesRead: before.linesRead },
    };
    await recordStaffAction('products', { tx, send }, { ...action, ...states });
    return { kind: 'cancelled', import: (await findImport(tx, id)) ?? before };
  });
}
