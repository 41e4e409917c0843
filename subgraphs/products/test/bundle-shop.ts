import type { TestViewer } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { expect } from 'vitest';
import { releaseReservations } from '../src/stock/use-cases/release-reservations.ts';
import { reserveStock, type ReserveRequest } from '../src/stock/use-cases/reserve-stock.ts';
import { stockWithin } from '../src/stock/repository/stock-within.ts';
import { mutate } from './mutate.ts';
import type { TestProducts } from './start-test-products.ts';
import { variantsOf } from './variants-of.ts';

/** Pieces of a variant. */
export interface Pieces {
  readonly variantId: string;
  readonly quantity: number;
}

/** Some pieces of a variant. */
export const one = (variantId: string, quantity = 1): Pieces => ({ variantId, quantity });

const staff: TestViewer = { id: uuidv7(), role: 'STAFF' };
const expiresAt = new Date(Date.now() + 600_000).toISOString();

type Started = () => TestProducts;

/** What tests of bundles do in a shop that may not have started yet. */
export function bundleShop(started: Started) {
  const does = staffOf(started);
  return { ...does, ...shelvesOf(started, does), ...ordersOf(started), faults: () => faultsIn(started()) };
}

/** What staff do. */
function staffOf(started: Started) {
  const productOf = async (variantId: string): Promise<{ id: string; version: number }> => {
    const [row] = await started().sql.$queryRawUnsafe<{ id: string; version: number }[]>(
      'SELECT id, version FROM products WHERE id = (SELECT product_id FROM product_variants WHERE id = $1::uuid)',
      variantId,
    );
    return row ?? { id: '', version: 0 };
  };
  const versionOf = async (variantId: string) => (await productOf(variantId)).version;
  const send = (name: string, input: object, selection = '') =>
    mutate(started(), staff, { name, input, selection });
  const update = async (variantId: string, parts: readonly object[], input: object = {}) =>
    send(
      'bundlePartsUpdate',
      { variantId, version: await versionOf(variantId), parts, ...input },
      `... on BundlePartsUpdateSuccess { variant { quantityAvailable bundleParts { quantity variant { id } } } }
        ... on InvalidInputError { fields { path message } }`,
    );
  const adjust = (variantId: string, delta: number) =>
    send(
      'variantStockAdjust',
      { idempotencyKey: uuidv7(), variantId, delta },
      '... on BundleStockError { variantId }',
    );
  /** Gives the product of a variant another status. */
  const show = async (variantId: string, status: 'PUBLISHED' | 'DRAFT' | 'ARCHIVED') => {
    const { id, version } = await productOf(variantId);
    const selection = '... on BundlePartsHiddenError { variantIds }';
    return send('productStatusUpdate', { id, version, status }, selection);
  };
  return { productOf, versionOf, send, update, adjust, show };
}

/** Parts and bundles of sample products, and how many can be bought of them. */
function shelvesOf(started: Started, { adjust, update }: ReturnType<typeof staffOf>) {
  /** The first variant of a sample product, with so many pieces. */
  const partWith = async (product: number, pieces: number): Promise<string> => {
    const [variant] = await variantsOf(started(), product);
    const { id, available } = variant ?? { id: '', available: 0 };
    if (available !== pieces) await adjust(id, pieces - available);
    return id;
  };
  /** A variant without stock. */
  const blankOf = async (product: number): Promise<string> => {
    const [variant] = await variantsOf(started(), product);
    const id = variant?.id ?? '';
    await started().sql.$executeRawUnsafe(
      'UPDATE products AS p SET available_variants = available_variants - 1 FROM product_variants AS v JOIN stock AS s ON s.variant_id = v.id WHERE v.id = $1::uuid AND p.id = v.product_id AND s.available > 0',
      id,
    );
    await started().sql.$executeRawUnsafe(
      'UPDATE stock SET available = 0, received = reserved + sold WHERE variant_id = $1::uuid',
      id,
    );
    return id;
  };
  const bundleOf = async (product: number, ...parts: readonly Pieces[]): Promise<string> => {
    const id = await blankOf(product);
    expect(await update(id, parts)).toMatchObject({ __typename: 'BundlePartsUpdateSuccess' });
    return id;
  };
  /** What can be bought of variants, as their rows say it. */
  const availableOf = async (...variantIds: readonly string[]): Promise<number[]> => {
    const rows = await started().sql.$queryRawUnsafe<{ id: string; available: number }[]>(
      'SELECT variant_id AS id, available FROM stock WHERE variant_id = ANY ($1::uuid[])',
      variantIds,
    );
    return variantIds.map((id) => rows.find((row) => row.id === id)?.available ?? -1);
  };
  return { partWith, blankOf, bundleOf, availableOf };
}

/** What orders do with stock. */
function ordersOf(started: Started) {
  const reserve = (...lines: ReserveRequest['lines']) => {
    const orderId = uuidv7();
    return started().database.transaction(async (tx) => {
      const { outcomes, stockChanges } = await reserveStock(stockWithin(tx), [{ orderId, expiresAt, lines }]);
      return { orderId, outcome: outcomes[0], stockChanges };
    });
  };
  const release = (orderId: string) =>
    started().database.transaction((tx) => releaseReservations(stockWithin(tx), [orderId]));
  return { reserve, release };
}

/** Whatever is not as it has to be, of all variants. */
function faultsIn({ sql }: TestProducts): Promise<unknown[]> {
  return sql.$queryRawUnsafe<unknown[]>(
    `SELECT 'movements' AS what, variant_id::text AS id FROM stock WHERE NOT is_bundle AND available <> (
       SELECT coalesce(sum(m.available), 0) FROM stock_movements AS m WHERE m.variant_id = stock.variant_id)
     UNION ALL SELECT 'bundle', variant_id::text FROM stock AS b WHERE is_bundle AND available <> (
       SELECT min(CASE WHEN p.status = 'PUBLISHED' THEN greatest(0, s.available) / quantity ELSE 0 END)
       FROM bundle_parts JOIN stock AS s ON s.variant_id = part_id
       JOIN product_variants AS v ON v.id = part_id JOIN products AS p ON p.id = v.product_id
       WHERE bundle_id = b.variant_id)
     UNION ALL SELECT 'count', p.id::text FROM products AS p WHERE available_variants <> (
       SELECT count(*) FROM stock AS s JOIN product_variants AS v ON v.id = s.variant_id
       WHERE v.product_id = p.id AND s.available > 0)
     UNION ALL SELECT 'offer', o.variant_id::text FROM variant_offers AS o JOIN stock AS s USING (variant_id)
       WHERE o.available <> (s.available > 0)`,
  );
}
