import { readReason, recordStaffAction, type AuditedState } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import { fingerprint, once, type KeyReused } from '@cartwright/idempotency';
import { invalidField, invalidInput, type InvalidInput } from '@cartwright/input';
import type { Parts } from '../../parts.ts';
import type { Transaction } from '@cartwright/database';
import type { Send } from '@cartwright/messaging';
import type { StockLocation } from '../../locations/door.ts';
import type { Tables } from '../../tables.ts';
import type { LockedStock } from '../ports.ts';
import { holdUsedLocation, moveLocated, type LocationRefusal, type MoveLocated } from './move-located.ts';

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
  /** Where they come in or go out; at the default location unless it is given. */
  readonly locationId?: string | null | undefined;
  /** `ADJUSTED` unless it is given. */
  readonly kind?: 'RECEIVED' | 'ADJUSTED' | null | undefined;
  readonly reason?: string | null | undefined;
}

/** What came of it; an adjustment that was made before counts as made. */
export type AdjustStockOutcome =
  | { readonly kind: 'adjusted' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'bundle'; readonly variantId: string }
  | { readonly kind: 'insufficient'; readonly available: number }
  | LocationRefusal
  | InvalidInput
  | KeyReused;

/**
 * Adds to or takes from a variant's available stock, once per idempotency key.
 * @throws CONFLICT while the same request is under way
 */
export async function adjustStock(
  { messaging, now }: Pick<Parts, 'messaging' | 'now'>,
  { staffId, idempotencyKey, variantId, delta, locationId = null, kind, reason }: AdjustStock,
): Promise<AdjustStockOutcome> {
  const fault = boundsFault(delta);
  if (fault !== undefined) return fault;
  if (kind === 'RECEIVED' && delta < 0) {
    return invalidInput(invalidField(['delta'], 'OUT_OF_RANGE', nothingReceived));
  }
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  if (!isId(variantId)) return { kind: 'not-found' };
  if (locationId !== null && !isId(locationId)) return { kind: 'location-not-found', locationId };
  const use = {
    ownerIds: [staffId],
    operation: 'variantStockAdjust',
    key: idempotencyKey,
    fingerprint: fingerprint({
      ...{ variantId, delta },
      ...(kind === 'RECEIVED' && { kind }),
      ...(locationId !== null && { locationId }),
    }),
  } as const;
  return messaging.transact((tx, send) =>
    once<AdjustStockOutcome, { variantId: string }>(
      tx,
      { use, now: now() },
      {
        change: async () => {
          const movement = { kind: kind ?? 'ADJUSTED', staffId, reason: why.value.reason } as const;
          const { outcome, states } = await adjust(
            { tx, send },
            { ...movement, locationId, variantId, delta },
          );
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

async function adjust(
  held: { readonly tx: Transaction<Tables>; readonly send: Send },
  { locationId, variantId, delta, ...movement }: Adjustment,
): Promise<{ readonly outcome: AdjustStockOutcome; readonly states?: AdjustedStates }> {
  const found = await holdUsedLocation(held.tx, locationId);
  if (found.kind !== 'held') return { outcome: found };
  const { location } = found;
  const moved = await moveLocated(held, { ...movement, location, lines: [{ variantId, delta }] });
  if (moved.kind !== 'moved') return { outcome: moved };
  return {
    outcome: { kind: 'adjusted' },
    states: adjustedStates(moved.before, location, { variantId, delta }),
  };
}

/** Why nobody adjusts stock by so many pieces at once. */
export function boundsFault(delta: number): InvalidInput | undefined {
  if (delta !== 0 && Math.abs(delta) <= maxDelta) return undefined;
  return invalidInput(invalidField(['delta'], 'OUT_OF_RANGE', outOfBounds));
}

/** What an adjustment is in the audit trail. */
export function adjustedStates(
  before: LockedStock,
  location: StockLocation,
  { variantId, delta }: MoveLocated['lines'][number],
): AdjustedStates {
  const available = before.get(variantId)?.available ?? 0;
  const where = location.isDefault ? {} : { locationId: location.id };
  return { before: { available }, after: { available: available + delta, ...where } };
}

interface Adjustment extends Pick<MoveLocated, 'kind' | 'staffId' | 'reason'> {
  readonly locationId: string | null;
  readonly variantId: string;
  readonly delta: number;
}

/** For the audit trail. */
interface AdjustedStates {
  readonly before: AuditedState;
  readonly after: AuditedState;
}
