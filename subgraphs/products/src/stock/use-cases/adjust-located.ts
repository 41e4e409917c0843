import { readReason, recordStaffActions } from '@cartwright/audit';
import type { InvalidInput } from '@cartwright/input';
import type { StockLocation } from '../../locations/door.ts';
import type { Parts } from '../../parts.ts';
import { adjustedStates, boundsFault } from './adjust-stock.ts';
import { findShort, moveLocated, type MoveLocated, type MoveRefusal } from './move-located.ts';

/** Changes of available stock at one location by staff. */
export interface AdjustLocated extends Pick<MoveLocated, 'lines'> {
  readonly staffId: string;
  readonly reason: string | null;
  /** One that `holdUsedLocation` gave. */
  readonly location: StockLocation;
}

/** What came of one of them. */
export type AdjustLocatedOutcome =
  { readonly kind: 'adjusted' } | Extract<MoveRefusal, { readonly kind: 'insufficient' }> | InvalidInput;

/**
 * Adjusts stock of variants that `lockMoves` has locked and that are no bundles, each once and those that can be: as many statements for many as for one. It
 * has no key: that nothing is done twice is up to whoever asks. @returns what came of each, in their order
 */
export async function adjustLocated(
  { messaging, now }: Pick<Parts, 'messaging' | 'now'>,
  { staffId, reason, location, lines }: AdjustLocated,
): Promise<AdjustLocatedOutcome[]> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return lines.map(() => why);
  return messaging.transact(async (tx, send) => {
    const held = { tx, send };
    const refusals = new Map((await findShort(tx, location, lines)).map((short) => [short.variantId, short]));
    const outcomes = lines.map(
      ({ variantId, delta }): AdjustLocatedOutcome =>
        boundsFault(delta) ?? refusals.get(variantId) ?? { kind: 'adjusted' },
    );
    const moving = lines.filter((_, at) => outcomes[at]?.kind === 'adjusted');
    if (moving.length === 0) return outcomes;
    const movement = { kind: 'ADJUSTED', staffId, reason: why.value.reason } as const;
    const moved = await moveLocated(held, { ...movement, location, lines: moving });
    if (moved.kind !== 'moved') throw new Error('Stock that is locked could not be moved');
    const entry = { staffId, operation: 'variantStockAdjust', at: now(), ...why.value };
    const actions = moving.map((line) => {
      return { ...entry, target: line.variantId, ...adjustedStates(moved.before, location, line) };
    });
    await recordStaffActions('products', held, actions);
    return outcomes;
  });
}
