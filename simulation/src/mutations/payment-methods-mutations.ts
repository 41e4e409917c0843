import type { Mutation } from '@cartwright/mutations';

const src = 'subgraphs/orders/src';

/** Faults in what orders knows of the payment methods on offer, and in what it does with it. */
export const paymentMethodsMutations: readonly Mutation[] = [
  {
    name: 'an unknown payment token makes an order',
    file: `${src}/placing/use-cases.ts`,
    replace: '  if (unknownToken !== undefined) return unknownToken;\n',
    by: '',
  },
  {
    name: 'a refused payment token keeps its key',
    file: `${src}/placing/use-cases.ts`,
    replace: "if (outcome.kind === 'refused' || outcome.kind === 'invalid-input') await abandon",
    by: "if (outcome.kind === 'refused') await abandon",
  },
  {
    name: 'a payment method on offer is refused',
    file: `${src}/payment-methods/events.ts`,
    replace: '    keep(tx, { offeredAt: new Date(offeredAt), tokenForms }),\n',
    by: '    keep(tx, { offeredAt: new Date(offeredAt), tokenForms: tokenForms.slice(1) }),\n',
  },
];
