import { randomUUID } from 'node:crypto';
import { expect, inject, it } from 'vitest';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import { fillCart, findVariant, followToEnd, guest, placeInput, placeOrder } from '../support/shopper.ts';
import { staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');
const visitor = graphqlClient(graphqlUrl);

interface Movement {
  readonly kind: string;
  readonly quantity: number;
  readonly availableAfter: number;
  readonly orderId: string | null;
  readonly reason: string | null;
}

async function movementsOf(staff: GraphqlClient, variantId: string): Promise<readonly Movement[]> {
  const { stockMovements } = await staff.ask<{ stockMovements: { nodes: readonly Movement[] } }>(
    `query ($variantId: ID!) { stockMovements(variantId: $variantId, first: 100) {
      nodes { kind quantity availableAfter orderId reason } } }`,
    { variantId },
  );
  return stockMovements.nodes;
}

it('staff read what came in and which order took what', async () => {
  const staff = await staffClient(graphqlUrl);
  const { id: variantId } = await findVariant(visitor, 10, 40);
  await staff.ask(
    `mutation ($input: VariantStockAdjustInput!) { variantStockAdjust(input: $input) { __typename } }`,
    {
      input: {
        idempotencyKey: randomUUID(),
        variantId,
        delta: 3,
        kind: 'RECEIVED',
        reason: 'From the mill.',
      },
    },
  );
  const [received] = await movementsOf(staff, variantId);
  expect(received).toMatchObject({ kind: 'RECEIVED', quantity: 3, orderId: null, reason: 'From the mill.' });

  const buyer = await guest(graphqlUrl);
  const { id: orderId } = await placeOrder(
    buyer,
    placeInput(await fillCart(buyer, [{ variantId, quantity: 2 }])),
  );
  await followToEnd(buyer, orderId);
  const ofOrder = (await movementsOf(staff, variantId)).filter((movement) => movement.orderId === orderId);
  const left = (received?.availableAfter ?? 0) - 2;
  expect(ofOrder).toEqual([
    { kind: 'SOLD', quantity: 2, availableAfter: left, orderId, reason: null },
    { kind: 'RESERVED', quantity: 2, availableAfter: left, orderId, reason: null },
  ]);
});
