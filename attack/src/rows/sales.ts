import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { Attack } from '../attack.ts';
import { buy, newHouse, orderInReview, outcomeOf, type Outcome } from '../target/orders.ts';
import { fillCart, findVariant, must, newGuest, placeInput, placeMutation } from '../target/people.ts';
import { staffOf } from '../target/staff.ts';
import type { Target } from '../target/target.ts';

const buyers = 30;
const inStock = 10;

interface Stocked {
  readonly id: string;
  readonly quantityAvailable: number;
}

/** Leaves so many pieces of something. */
async function leaveTen(target: Target): Promise<string> {
  const { id, quantityAvailable } = (await findVariant(target.newVisitor())) as unknown as Stocked;
  await must(
    await staffOf(target),
    `mutation ($input: VariantStockAdjustInput!) { result: variantStockAdjust(input: $input) { __typename } }`,
    { input: { idempotencyKey: randomUUID(), variantId: id, delta: inStock - quantityAvailable } },
  );
  return id;
}

/** How many payments of somebody's the provider was asked for: what is refused at once, it never hears of. */
async function timesAsked({ store }: Target, customerId: string): Promise<number> {
  const client = new Client({ connectionString: store.databaseUrl('payments') });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      "SELECT 1 FROM payments WHERE customer_id = $1 AND risk_decision IS DISTINCT FROM 'REFUSE'",
      [customerId],
    );
    return rowCount ?? 0;
  } finally {
    await client.end();
  }
}

const foreign = [
  'https://evil.example/',
  'http://169.254.169.254/latest/meta-data/',
  'http://127.0.0.1:6379/',
  'javascript:alert(1)',
  '//evil.example/',
  'file:///etc/passwd',
];

/** What harms the shop although each step of it is allowed. */
export const saleAttacks: readonly Attack[] = [
  {
    name: 'buys with thirty accounts of one network what there are ten of',
    threat: 'API6',
    transport: 'HTTP',
    expected: 'never more than ten are sold',
    run: async (target) => {
      const variantId = await leaveTen(target);
      const visitorAt = target.newNetwork();
      const crowd = await Promise.all(Array.from({ length: buyers }, (_, at) => newGuest(visitorAt(at + 1))));
      const outcomes = await Promise.all(
        crowd.map(async (buyer) => {
          const id = await buy(buyer, variantId).catch(() => undefined);
          return id === undefined ? undefined : outcomeOf(buyer, id);
        }),
      );
      const sold = outcomes.filter((outcome) => outcome?.status === 'CONFIRMED').length;
      return { held: sold > 0 && sold <= inStock, got: `${sold} sold` };
    },
  },
  {
    name: 'has the bank lead buyers to a page of their own, or into the network',
    threat: 'API7',
    transport: 'HTTP',
    expected: 'InvalidInputError for each',
    run: async ({ newVisitor }) => {
      const buyer = await newGuest(newVisitor());
      const input = placeInput(await fillCart(buyer, (await findVariant(buyer)).id), 'sim_action_required');
      const got = new Set<string>();
      for (const returnUrl of foreign) {
        const changed = { ...input, idempotencyKey: randomUUID(), returnUrl };
        const { __typename } = await must<{ __typename: string }>(buyer, placeMutation, { input: changed });
        got.add(__typename);
      }
      return { held: [...got].join() === 'InvalidInputError', got: [...got].join(', ') };
    },
  },
  {
    name: 'pays with one card from many accounts',
    threat: 'API6',
    transport: 'HTTP',
    expected: 'the fourth waits for staff, and is not captured',
    run: async (target) => {
      const { last } = await orderInReview(target);
      return {
        held: last.paymentStatus === 'IN_REVIEW',
        got: `${last.status}, ${last.paymentStatus}`,
      };
    },
  },
  {
    name: 'tries one stolen card after the other from one account',
    threat: 'API6',
    transport: 'HTTP',
    expected:
      'the provider is asked for nine at most, and the buyer told no more than that they are declined',
    run: async (target) => {
      const buyer = await newGuest(target.newVisitor());
      const { id: variantId } = await findVariant(buyer);
      const house = newHouse();
      const outcomes: Outcome[] = [];
      for (let card = 0; card < 12; card += 1) {
        const token = `sim_declined_${randomUUID().replaceAll('-', '')}`;
        const id = await buy(buyer, variantId, { token, house });
        if (id !== undefined) outcomes.push(await outcomeOf(buyer, id));
      }
      const asked = await timesAsked(target, buyer.userId);
      const paid = outcomes.filter(({ status }) => status === 'CONFIRMED').length;
      return { held: paid === 0 && asked > 0 && asked <= 9, got: `${asked} of 12 asked for, ${paid} paid` };
    },
  },
];
