import type { TestViewer } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { stockWithin } from '../src/stock/repository/stock-within.ts';
import { commitReservations } from '../src/stock/use-cases/commit-reservations.ts';
import { releaseReservations } from '../src/stock/use-cases/release-reservations.ts';
import { reserveStock, type ReserveRequest } from '../src/stock/use-cases/reserve-stock.ts';
import { mutate } from './mutate.ts';
import type { TestProducts } from './start-test-products.ts';
import { variantsOf } from './variants-of.ts';

/** Stock at locations as staff and orders move it. */
export function stockAtLocations(products: TestProducts) {
  return { ...staffOf(products), ...ordersOf(products), ...readingOf(products) };
}

const staff: TestViewer = { id: uuidv7(), role: 'STAFF' };

function staffOf(products: TestProducts) {
  const act = (name: string, input: object, selection = '', viewer: TestViewer | null = staff) =>
    mutate(products, viewer, { name, input, selection });
  const create = async (input: object = {}) => {
    const wanted = { name: `Shop ${uuidv7()}`, priority: 50, ...input };
    const made = '... on StockLocationCreateSuccess { location { id } }';
    return ((await act('stockLocationCreate', wanted, made))['location'] as { id: string }).id;
  };
  const adjust = (variantId: string, delta: number, locationId?: string) =>
    act(
      'variantStockAdjust',
      { idempotencyKey: uuidv7(), variantId, delta, ...(locationId !== undefined && { locationId }) },
      '... on InsufficientStockError { quantityAvailable }',
    );
  /** A variant with so many pieces at the default location, that no other test touches. */
  const variantWith = async (product: number, pieces: number) => {
    const [variant] = await variantsOf(products, product);
    const { id, available } = variant ?? { id: '', available: 0 };
    if (available !== pieces) await adjust(id, pieces - available);
    return id;
  };
  return { staff, act, create, adjust, variantWith };
}

function ordersOf(products: TestProducts) {
  const expiresAt = new Date(Date.now() + 600_000).toISOString();
  const reserveAll = async (requests: readonly (readonly [variantId: string, quantity: number][])[]) => {
    const wanted: ReserveRequest[] = requests.map((lines) => ({
      ...{ orderId: uuidv7(), expiresAt },
      lines: lines.map(([variantId, quantity]) => ({ variantId, quantity })),
    }));
    const { outcomes } = await products.database.transaction((tx) => reserveStock(stockWithin(tx), wanted));
    return outcomes.map(({ orderId, kind }) => ({ orderId, kind }));
  };
  const reserve = async (...lines: readonly [variantId: string, quantity: number][]) => {
    const [outcome] = await reserveAll([[...lines]]);
    return outcome?.orderId ?? '';
  };
  const settle = (how: 'commit' | 'release', orderId: string) =>
    products.database.transaction<unknown>((tx) =>
      (how === 'commit' ? commitReservations : releaseReservations)(stockWithin(tx), [orderId]),
    );
  return { reserveAll, reserve, settle };
}

function readingOf(products: TestProducts) {
  /** Per location: how many are there, how many of them are held, and how many are on their way, if any; empty ones are left out. */
  const levels = async (variantId: string) => {
    const { data } = await products.graphql<{ variantStock: { levels: readonly Level[] } }>(
      staff,
      `query ($variantId: ID!) { variantStock(variantId: $variantId) {
        levels { location { id isDefault } onHand reserved available incoming } } }`,
      { variantId },
    );
    return Object.fromEntries(
      data.variantStock.levels
        .filter(({ onHand, reserved, incoming }) => onHand !== 0 || reserved !== 0 || incoming !== 0)
        .map(({ location, onHand, reserved, incoming }) => [
          location.isDefault ? 'default' : location.id,
          incoming === 0 ? [onHand, reserved] : [onHand, reserved, incoming],
        ]),
    );
  };
  const orderStock = async (orderId: string) => {
    const { data } = await products.graphql<{ orderStock: readonly OrderStock[] }>(
      staff,
      'query ($orderId: ID!) { orderStock(orderId: $orderId) { variantId quantity location { id isDefault } } }',
      { orderId },
    );
    return data.orderStock
      .map(({ variantId, quantity, location }) => ({
        ...{ variantId, quantity, at: location.isDefault ? 'default' : location.id },
      }))
      .sort((a, b) => (a.at < b.at ? -1 : 1));
  };
  return { levels, orderStock };
}

interface Level {
  readonly location: { readonly id: string; readonly isDefault: boolean };
  readonly onHand: number;
  readonly reserved: number;
  readonly incoming: number;
}

interface OrderStock {
  readonly variantId: string;
  readonly quantity: number;
  readonly location: { readonly id: string; readonly isDefault: boolean };
}

/** Variants of which the levels at locations differ from what the ledger or the orders come to, or are less than nothing. */
export function wrongLevels(products: TestProducts): Promise<unknown[]> {
  return products.sql.$queryRawUnsafe<unknown[]>(
    `SELECT here.*, moved.*, held.* FROM location_stock AS here
     CROSS JOIN LATERAL (
       SELECT coalesce(sum(available + reserved), 0) AS moved, coalesce(sum(reserved), 0) AS moved_reserved
       FROM stock_movements AS m WHERE m.variant_id = here.variant_id AND m.location_id = here.location_id
     ) AS moved
     CROSS JOIN LATERAL (
       SELECT coalesce(sum(quantity), 0) AS held FROM reservation_allocations AS a JOIN reservations AS r USING (order_id)
       WHERE a.variant_id = here.variant_id AND a.location_id = here.location_id AND r.status = 'reserved'
     ) AS held
     WHERE (on_hand, reserved, reserved) IS DISTINCT FROM (moved, moved_reserved, held)`,
  );
}
