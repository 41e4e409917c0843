import { openTestDatabase } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { describe } from 'vitest';
import { PrismaClient } from '../generated/prisma/client.ts';
import type { Tables } from '../tables.ts';
import type { StockStore } from './ports.ts';
import { stockWithin } from './repository/stock-within.ts';
import type { StockLine } from './rules/stock-movement.ts';
import { stockBackordersSuite, type WaitingLine } from './stock-backorders.suite.ts';
import { stockBundlesSuite } from './stock-bundles.suite.ts';
import { stockStoreSuite } from './stock-store.suite.ts';

describe('the stock store in PostgreSQL', () => {
  const open = async () => {
    const opened = await openTestDatabase<Tables, PrismaClient>(PrismaClient, 'products');
    const { database, [Symbol.asyncDispose]: dispose } = opened;
    return {
      transaction: <R>(work: (stock: StockStore) => Promise<R>) =>
        database.transaction((tx) => work(stockWithin(tx))),
      receive: (pieces: number, backorderLimit?: number) => receive(database.prisma, pieces, backorderLimit),
      bundle: (parts: readonly StockLine[]) => bundle(database.prisma, parts),
      levelsOf: async (variantId: string) =>
        (await database.prisma.stock.findUnique({ where: { variantId } })) ?? undefined,
      waiting: (variantId: string) => database.prisma.$queryRaw<WaitingLine[]>`
        SELECT order_id AS "orderId", w.quantity FROM stock AS s
        CROSS JOIN LATERAL waiting_lines(variant_id, s.backorder_limit - s.available - s.safety_stock) AS w
        WHERE variant_id = ${variantId}::uuid ORDER BY turn`,
      [Symbol.asyncDispose]: dispose,
    };
  };
  stockStoreSuite(open);
  stockBundlesSuite(open);
  stockBackordersSuite(open);
});

/** A variant without pieces that consists of others. */
async function bundle(prisma: PrismaClient, parts: readonly StockLine[]): Promise<string> {
  const variantId = await receive(prisma, 0);
  for (const [position, { variantId: partId, quantity }] of parts.entries()) {
    await prisma.bundlePart.create({ data: { bundleId: variantId, partId, quantity, position } });
    await prisma.stock.update({ where: { variantId: partId }, data: { isPart: true } });
  }
  const levels = await prisma.stock.findMany({
    where: { variantId: { in: parts.map((part) => part.variantId) } },
  });
  const enough = parts.map(({ variantId: id, quantity }) =>
    Math.floor((levels.find((level) => level.variantId === id)?.available ?? 0) / quantity),
  );
  await prisma.stock.update({
    where: { variantId },
    data: { isBundle: true, available: Math.min(...enough) },
  });
  await prisma.product.updateMany({
    where: { variants: { some: { id: variantId } } },
    data: { availableVariants: 1 },
  });
  return variantId;
}

/** A variant of a product of its own. */
async function receive(prisma: PrismaClient, pieces: number, backorderLimit = 0): Promise<string> {
  const id = uuidv7();
  const texts = { name: 'Mug', description: '', slug: id };
  const category = { create: { ...texts, id, position: 0 } };
  const product = {
    ...texts,
    id,
    brand: '',
    tags: [],
    options: [],
    optionValues: [],
    keywords: '',
    category,
  };
  await prisma.stock.create({
    data: {
      available: pieces + backorderLimit,
      received: pieces,
      backorderLimit,
      whenSoldOut: backorderLimit > 0 ? 'BACKORDER' : 'DENY',
      variant: {
        create: {
          id,
          sku: id,
          title: '',
          selectedOptions: [],
          weightGrams: 0,
          position: 0,
          product: { create: { ...product, createdAt: new Date(), availableVariants: pieces > 0 ? 1 : 0 } },
        },
      },
    },
  });
  return id;
}
