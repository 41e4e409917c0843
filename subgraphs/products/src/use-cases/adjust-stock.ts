import { message, stockChanged } from '@cartwright/events';
import { fingerprint } from '@cartwright/database';
import { badUserInput, graphqlError } from '@cartwright/errors';
import { validate as isUuid } from 'uuid';
import type { Transaction } from '../repository/database.ts';
import { findDoneBefore, rememberDone, type IdempotencyScope } from '../repository/idempotency-rows.ts';
import { lockStock, updateStock, type StockChange } from '../repository/stock-rows.ts';
import type { Dependencies } from './dependencies.ts';

const maxDelta = 1_000_000;
const maxKeyLength = 200;

/** A change of a variant's available stock by staff. */
export interface AdjustStock {
  readonly staffId: string;
  readonly idempotencyKey: string;
  readonly variantId: string;
  /** Pieces that came in; negative for those that went out. */
  readonly delta: number;
}

/** What came of it; an adjustment that was made before counts as made. */
export type AdjustStockOutcome =
  | { readonly kind: 'adjusted' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'insufficient'; readonly available: number };

/**
 * Adds to or takes from a variant's available stock, once per idempotency key.
 * @throws BAD_USER_INPUT for a key or delta out of bounds, CONFLICT when the key was used for something else
 */
export async function adjustStock(
  { transact }: Dependencies,
  request: AdjustStock,
): Promise<AdjustStockOutcome> {
  checkBounds(request);
  if (!isUuid(request.variantId)) return { kind: 'not-found' };
  return transact(async (tx, send) => {
    const { outcome, stockChanges } = await adjustOnce(tx, request);
    for (const change of stockChanges) send(message(stockChanged, change));
    return outcome;
  });
}

interface Adjusted {
  readonly outcome: AdjustStockOutcome;
  readonly stockChanges: readonly StockChange[];
}

/** The variant's lock makes repeats wait for the first, so that they find its key. */
async function adjustOnce(tx: Transaction, request: AdjustStock): Promise<Adjusted> {
  const { staffId, idempotencyKey, variantId, delta } = request;
  const available = (await lockStock(tx, [variantId])).get(variantId);
  if (available === undefined) return unchanged({ kind: 'not-found' });
  const scope: IdempotencyScope = { ownerId: staffId, operation: 'variantStockAdjust', key: idempotencyKey };
  const done = { fingerprint: fingerprint({ variantId, delta }), resultId: variantId };
  const before = await findDoneBefore(tx, scope);
  if (before !== null) {
    if (before.fingerprint !== done.fingerprint) throw usedKey();
    return unchanged({ kind: 'adjusted' });
  }
  if (available + delta < 0) return unchanged({ kind: 'insufficient', available });
  if (!(await rememberDone(tx, scope, done))) throw usedKey();
  const stockChanges = await updateStock(tx, [
    { variantId, available: delta, reserved: 0, sold: 0, received: delta },
  ]);
  return { outcome: { kind: 'adjusted' }, stockChanges };
}

function unchanged(outcome: AdjustStockOutcome): Adjusted {
  return { outcome, stockChanges: [] };
}

function checkBounds({ idempotencyKey, delta }: AdjustStock): void {
  const isGoodKey =
    idempotencyKey !== '' && idempotencyKey.length <= maxKeyLength && !idempotencyKey.includes('\0');
  if (!isGoodKey)
    throw badUserInput(`idempotencyKey must have 1 to ${maxKeyLength} characters.`, 'idempotencyKey');
  if (delta === 0 || Math.abs(delta) > maxDelta) {
    throw badUserInput(`delta must not be 0, nor beyond ${maxDelta}.`, 'delta');
  }
}

function usedKey(): Error {
  return graphqlError('CONFLICT', 'This idempotency key was used for another adjustment.');
}
