import { randomUUID } from 'node:crypto';
import type { Attack } from '../attack.ts';
import { nothingIn } from '../target/finding.ts';
import { must, newCustomer, newGuest, placeOrder } from '../target/people.ts';
import type { Target } from '../target/target.ts';
import type { Visitor } from '../target/visitor.ts';

interface Crime {
  readonly thieves: readonly Visitor[];
  readonly order: { readonly id: string; readonly number: string; readonly cartId: string };
  readonly userId: string;
  readonly wishListId: string;
}

/** A customer with an order and a wish list; and nobody, a guest and another customer, who want it. */
async function crime({ newVisitor }: Target): Promise<Crime> {
  const victim = await newCustomer(newVisitor());
  const order = await placeOrder(victim);
  const thieves = [newVisitor(), await newGuest(newVisitor()), await newCustomer(newVisitor())];
  const { wishList } = await must<{ wishList: { id: string } }>(
    victim,
    `mutation { result: wishListCreate(input: { idempotencyKey: "${randomUUID()}", name: "Birthday" }) {
      ... on WishListCreateSuccess { wishList { id } } } }`,
  );
  return { thieves, order, userId: victim.userId, wishListId: wishList.id };
}

const readsAnothers: Readonly<Record<string, (crime: Crime) => string>> = {
  'an order by its id': ({ order }) => `{ order(id: "${order.id}") { id email } }`,
  'an order by its number': ({ order }) => `{ order(number: "${order.number}") { id email } }`,
  'a cart by its id': ({ order }) => `{ cart(id: "${order.cartId}") { id } }`,
  'a wish list by its id': ({ wishListId }) => `{ wishList(id: "${wishListId}") { id name } }`,
  'an order by its id alone': ({ order }) => `{ node(id: "${order.id}") { id ... on Order { email } } }`,
  'a user by their id alone': ({ userId }) => `{ nodes(ids: ["${userId}"]) { id ... on User { email } } }`,
  'a user by their id': ({ userId }) => `{ user(id: "${userId}") { id email } }`,
};

const changesAnothers: Readonly<Record<string, (crime: Crime) => string>> = {
  'cancels an order': ({ order }) =>
    `mutation { orderCancel(input: { orderId: "${order.id}" }) { __typename } }`,
  'shares a wish list': ({ wishListId }) =>
    `mutation { wishListShare(input: { wishListId: "${wishListId}" }) { __typename } }`,
  'empties a cart': ({ order }) =>
    `mutation { cartLinesRemove(input: { cartId: "${order.cartId}", lineIds: ["${order.id}"] }) { __typename } }`,
};

function attackOf(name: string, query: (crime: Crime) => string): Attack {
  return {
    name,
    threat: 'API1',
    transport: 'HTTP',
    expected: 'nothing, as for what does not exist',
    run: async (target) => {
      const found = await crime(target);
      const answers = [];
      for (const thief of found.thieves) answers.push(await thief.ask(query(found)));
      return nothingIn(...answers);
    },
  };
}

/** What belongs to a customer, asked for by everybody else. */
export const ownershipAttacks: readonly Attack[] = [
  ...Object.entries(readsAnothers).map(([what, query]) => attackOf(`reads another's: ${what}`, query)),
  ...Object.entries(changesAnothers).map(([what, query]) => attackOf(`changes another's: ${what}`, query)),
];
