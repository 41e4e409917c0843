import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Attack } from '../attack.ts';
import {
  fillCart,
  findVariant,
  must,
  newGuest,
  placeInput,
  placeMutation,
  type PlacedOrder,
  type SignedIn,
} from '../target/people.ts';
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

async function buy(buyer: SignedIn, variantId: string, token?: string): Promise<string | undefined> {
  const input = placeInput(await fillCart(buyer, variantId), token);
  const { order } = await must<{ readonly order?: PlacedOrder }>(buyer, placeMutation, { input });
  return order?.id;
}

interface Outcome {
  readonly status: string;
  readonly paymentStatus: string;
}

const lookEachMs = 200;

/** What has become of an order, when its checkout waits for nobody or for staff. */
async function outcomeOf(buyer: SignedIn, id: string): Promise<Outcome> {
  for (;;) {
    const outcome = await must<Outcome>(buyer, `{ result: order(id: "${id}") { status paymentStatus } }`);
    const isUnderWay = outcome.status === 'CREATED' || outcome.status === 'PENDING';
    if (!isUnderWay || outcome.paymentStatus === 'IN_REVIEW') return outcome;
    await setTimeout(lookEachMs);
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
    name: 'buys with thirty accounts what there are ten of',
    threat: 'API6',
    transport: 'HTTP',
    expected: 'never more than ten are sold',
    run: async (target) => {
      const variantId = await leaveTen(target);
      const crowd = await Promise.all(Array.from({ length: buyers }, () => newGuest(target.newVisitor())));
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
      const { id: variantId } = await findVariant(target.newVisitor());
      const token = `sim_card_${randomUUID().replaceAll('-', '')}`;
      const outcomes: Outcome[] = [];
      for (let account = 0; account < 4; account += 1) {
        const buyer = await newGuest(target.newVisitor());
        const id = await buy(buyer, variantId, token);
        if (id !== undefined) outcomes.push(await outcomeOf(buyer, id));
      }
      const last = outcomes.at(-1);
      return {
        held: outcomes.length === 4 && last?.paymentStatus === 'IN_REVIEW',
        got: `${String(last?.status)}, ${String(last?.paymentStatus)}`,
      };
    },
  },
];
