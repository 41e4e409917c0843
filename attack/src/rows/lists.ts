import { randomUUID } from 'node:crypto';
import type { Attack } from '../attack.ts';
import { newCustomer } from '../target/people.ts';
import { codesOf } from '../target/visitor.ts';

/** Lists that would fit into a body, by the operation and the name of the input's list. */
const lists: Readonly<
  Record<string, { readonly query: string; readonly variables: (ids: readonly string[]) => object }>
> = {
  'ids of notifications': {
    query:
      'mutation ($v: NotificationsMarkReadInput!) { result: notificationsMarkRead(input: $v) { __typename } }',
    variables: (ids) => ({ v: { ids } }),
  },
  'lines of a cart': {
    query:
      'mutation ($v: CartCreateInput!) { result: cartCreate(input: $v) { __typename ... on InvalidInputError { fields { code } } } }',
    variables: (ids) => ({
      v: { idempotencyKey: randomUUID(), lines: ids.map((variantId) => ({ variantId, quantity: 1 })) },
    }),
  },
  'values of a filter': {
    query: 'query ($v: ProductFiltersInput) { result: products(first: 1, filters: $v) { totalCount } }',
    variables: (ids) => ({ v: { options: [{ name: 'Size', values: ids }] } }),
  },
  'filters of a search': {
    query: 'query ($v: ProductSearchInput!) { result: productSearch(input: $v) { __typename } }',
    variables: (ids) => ({
      v: { query: 'tin', first: 1, filters: { options: ids.map((name) => ({ name, values: ['M'] })) } },
    }),
  },
};

const most = 2_500;

/** Lists in the input: each has a most, and is refused before anything is done with it. */
export const listAttacks: readonly Attack[] = Object.entries(lists).map(([what, { query, variables }]) => ({
  name: `sends thousands of ${what}`,
  threat: 'API4',
  transport: 'HTTP',
  expected: 'refused, within a second',
  run: async ({ newVisitor }) => {
    const customer = await newCustomer(newVisitor());
    const ids = Array.from({ length: most }, () => randomUUID());
    const answer = await customer.ask(query, variables(ids) as Record<string, unknown>);
    const isRefused = /At most|at most|TOO_MANY|TOO_LONG/.test(answer.body);
    return {
      held: isRefused && answer.ms < 1_000 && answer.body.length < 65_536,
      got: `${isRefused ? 'refused' : `${codesOf(answer)}: ${answer.body.slice(0, 80)}`} after ${answer.ms.toFixed(0)} ms`,
    };
  },
}));
