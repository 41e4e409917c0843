import type { Mutation } from '@cartwright/mutations';

const src = 'subgraphs/carts/src/freezing';

/** Faults in freezing carts and in what becomes of them. */
export const cartsMutations: readonly Mutation[] = [
  {
    name: 'carts that are frozen together are answered with the first',
    file: `${src}/use-cases/freeze-carts.ts`,
    replace: 'return decided.map(({ response }) => response);',
    by: 'return decided.map(() => decided[0]!.response);',
  },
  {
    name: 'a cart whose order is placed thaws with the time limit',
    file: `${src}/use-cases/follow-orders.ts`,
    replace: '  if (underWay.length > 0) await carts.confirmFreezes(underWay);\n',
    by: '',
    harmlessBecause: 'no order takes as long as a freeze lasts',
  },
  {
    name: 'of orders that are confirmed together one ends its cart',
    file: `${src}/use-cases/follow-orders.ts`,
    replace: 'await carts.completeCarts(confirmed, now);',
    by: 'await carts.completeCarts(confirmed.slice(0, 1), now);',
  },
  {
    name: 'a cart whose order is cancelled is not given back',
    file: `${src}/use-cases/follow-orders.ts`,
    replace: '  await reopenCarts(stores, toReopen, now);\n',
    by: '',
  },
];
