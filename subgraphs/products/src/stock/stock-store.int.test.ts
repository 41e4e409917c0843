import { openTestDatabase } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { describe } from 'vitest';
import { PrismaClient } from '../generated/prisma/client.ts';
import type { Tables } from '../tables.ts';
import { stockWithin } from './repository/stock-within.ts';
import { stockStoreSuite } from './stock-store.suite.ts';

describe('the stock store in PostgreSQL', () => {
  stockStoreSuite(async () => {
    const opened = await openTestDatabase<Tables, PrismaClient>(PrismaClient, 'products');
    const { database, [Symbol.asyncDispose]: dispose } = opened;
    return {
      transaction: (work) => database.transaction((tx) => work(stockWithin(tx))),
      receive: (pieces) => receive(database.prisma, pieces),
      levelsOf: async (variantId) =>
        (await database.prisma.stock.findUnique({ where: { variantId } })) ?? undefined,
      [Symbol.asyncDispose]: dispose,
    };
  });
});

/** A variant of a product of its own. */
async function receive(prisma: PrismaClient, pieces: number): Promise<string> {
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
      available: pieces,
      received: pieces,
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
