import { openTestDatabase } from '@cartwright/testing';
import { sql } from 'kysely';
import { describe } from 'vitest';
import { PrismaClient } from '../generated/prisma/client.ts';
import type { Tables } from '../tables.ts';
import { purchaseStoreSuite } from './purchase-store.suite.ts';
import { purchasesWithin } from './repository/purchases.ts';

describe('the store of purchases in PostgreSQL', () => {
  purchaseStoreSuite(async () => {
    const opened = await openTestDatabase<Tables, PrismaClient>(PrismaClient, 'products');
    const { database, [Symbol.asyncDispose]: dispose } = opened;
    return {
      transaction: (work) => database.transaction((tx) => work(purchasesWithin(tx))),
      boughtBy: async (customerId) => {
        const { rows } = await sql<{ productId: string }>`
          SELECT DISTINCT product_id AS "productId" FROM purchases LEFT JOIN guest_claims ON guest_id = purchases.customer_id
          WHERE NOT is_undone AND coalesce(guest_claims.customer_id, purchases.customer_id) = ${customerId}
        `.execute(database.statements);
        return rows.map(({ productId }) => productId);
      },
      [Symbol.asyncDispose]: dispose,
    };
  });
});
