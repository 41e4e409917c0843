import { readReason, recordStaffAction, type AuditedState } from '@cartwright/audit';
import { message, stockChanged } from '@cartwright/events';
import { isId } from '@cartwright/graph';
import { fingerprint, once, type KeyReused } from '@cartwright/idempotency';
import { invalidField, invalidInput, type InvalidInput } from '@cartwright/input';
import type { Parts } from '../../parts.ts';
import type { Transaction } from '@cartwright/database';
import type { Tables } from '../../tables.ts';
import type { StockChange } from '../ports.ts';
import { nameMover } from '../repository/movements.ts';
import { lockVariantStock } from '../repository/policies.ts';
import { stockWithin } from '../repository/stock-within.ts';
import { unreservedOf } from '../rules/policy.ts';

const maxDelta = 1_000_000;
const nothingReceived = 'Please give more than 0 for what was received.';
const outOfBounds = 'Please give a number other than 0, a million at most.';

/** A change of a variant's available stock by staff. */
export interface AdjustStock {
  readonly staffId: string;
  readonly idempotencyKey: string;
  readonly variantId: string;
  /** Pieces that came in; negative for those that went out. */
  readonly delta: number;
  /** `ADJUSTED` unless it is given. */
  readonly kind?: 'RECEIVED' | 'ADJUSTED' | null | undefined;
  readonly reason?: string | null | undefined;
}

/** What came of it; an adjustment that was made before counts as made. */
export type AdjustStockOutcome =
  | { readonly kind: 'adjusted' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'insufficient'; readonly available: number }
  | InvalidInput
  | KeyReused;

/**
 * Adds to or takes from a variant's available stock, once per idempotency key.
 * @throws CONFLICT while the same request is under way
 */
export async function adjustStock(
  { messaging, now }: Pick<Parts, 'messaging' | 'now'>,
  { staffId, idempotencyKey, variantId, delta, kind, reason }: AdjustStock,
): Promise<AdjustStockOutcome> {
  if (delta === 0 || Math.abs(delta) > maxDelta) {
    return invalidInput(invalidField(['delta'], 'OUT_OF_RANGE', outOfBounds));
  }
  if (kind === 'RECEIVED' && delta < 0) {
    return invalidInput(invalidField(['delta'], 'OUT_OF_RANGE', nothingReceived));
  }
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  if (!isId(variantId)) return { kind: 'not-found' };
  const use = {
    ownerIds: [staffId],
    operation: 'variantStockAdjust',
    key: idempotencyKey,
    fingerprint: fingerprint({ variantId, delta, ...(kind === 'RECEIVED' && { kind }) }),
  } as const;
  return messaging.transact((tx, send) =>
    once<AdjustStockOutcome, { variantId: string }>(
      tx,
      { use, now: now() },
      {
        change: async () => {
          await nameMover(tx, { kind: kind ?? 'ADJUSTED', staffId, reason: why.value.reason ?? null });
          const { outcome, stockChanges, states } = await adjust(tx, variantId, delta);
          for (const change of stockChanges) send(message(stockChanged, change));
          if (states !== undefined) {
            const entry = { staffId, operation: 'variantStockAdjust', target: variantId, at: now() };
            await recordStaffAction('products', { tx, send }, { ...entry, ...why.value, ...states });
          }
          return outcome;
        },
        keep: ({ kind }) => (kind === 'adjusted' ? { variantId } : undefined),
        replay: () => Promise.resolve({ kind: 'adjusted' }),
      },
    ),
  );
}

interface Adjusted {
  readonly outcome: AdjustStockOutcome;
  readonly stockChanges: readonly StockChange[];
  /** For the audit trail; undefined when nothing was done. */
  readonly states?: { readonly before: AuditedState; readonly after: AuditedState };
}

async function adjust(tx: Transaction<Tables>, variantId: string, delta: number): Promise<Adjusted> {
  const before = await lockVariantStock(tx, variantId);
  if (before === undefined) return { outcome: { kind: 'not-found' }, stockChanges: [] };
  const { available } = before;
  // What is kept back can be taken away, and what is sold beforehand is not there to be.
  const unreserved = Math.max(0, unreservedOf(before));
  if (unreserved + delta < 0)
    return { outcome: { kind: 'insufficient', available: unreserved }, stockChanges: [] };
  const update = { variantId, available: delta, reserved: 0, sold: 0, received: delta };
  const states = { before: { available }, after: { available: available + delta } };
  const stockChanges = await stockWithin(tx).updateStock([update], new Map([[variantId, before]]));
  return { outcome: { kind: 'adjusted' }, stockChanges, states };
}
