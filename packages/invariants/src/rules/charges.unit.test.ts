import { add, change } from '../test-support/break-snapshot.ts';
import { seesFaults } from '../test-support/faults.ts';

const charge = {
  orderId: 'sold',
  currency: 'EUR',
  authorizedMinor: 0,
  capturedMinor: 0,
  voidedMinor: 0,
  refundedMinor: 0,
};

seesFaults('single-charge', [
  {
    what: 'an order is charged twice',
    broken: add('ledger', {
      ...charge,
      reference: 'payment of sold',
      authorizedMinor: 1990,
      capturedMinor: 1990,
    }),
    says: 'order sold is charged 2 times',
    andSays: [
      'order sold is CONFIRMED with 2 live charges',
      'order sold is CONFIRMED, and the provider keeps 3980 of 1990',
      'order sold has taken and returned 1990 and 0 by its payment, 3980 and 0 by the provider',
    ],
    always: true,
  },
  {
    what: 'the money of an order that stands is set aside once more',
    broken: add('ledger', { ...charge, reference: 'payment of sold', authorizedMinor: 1990 }),
    says: 'order sold is charged 2 times',
    andSays: ["order sold is CONFIRMED and holds the buyer's money"],
    always: true,
  },
  {
    what: 'an order was charged twice, and one charge was given back',
    broken: add('ledger', {
      ...charge,
      reference: 'an earlier payment of sold',
      authorizedMinor: 1990,
      capturedMinor: 1990,
      refundedMinor: 1990,
    }),
    says: 'order sold is charged 2 times',
    andSays: ['order sold is charged for the payment an earlier payment of sold, which does not exist'],
    always: true,
  },
  {
    what: 'an order that stands is not charged',
    broken: change('ledger', { reference: 'payment of sold' }, undefined),
    says: 'order sold is CONFIRMED with 0 live charges',
    andSays: [
      'order sold is CONFIRMED, and the provider keeps 0 of 1990',
      'order sold has taken and returned 1990 and 0 by its payment, 0 and 0 by the provider',
    ],
  },
  {
    what: 'the money of a cancelled order stays set aside',
    broken: add('ledger', {
      ...charge,
      orderId: 'undone',
      reference: 'payment of undone',
      authorizedMinor: 1990,
    }),
    says: "order undone is CANCELLED and holds the buyer's money",
  },
  {
    what: 'the provider knows an order that is not there',
    broken: add('ledger', { ...charge, orderId: 'stranger', reference: 'payment of sold' }),
    says: 'order stranger does not exist and is charged',
  },
]);
