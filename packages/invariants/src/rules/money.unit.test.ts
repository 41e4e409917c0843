import { add, both, change } from '../test-support/break-snapshot.ts';
import { seesFaults } from '../test-support/faults.ts';

const sold = { id: 'sold' };
const soldPayment = { id: 'payment of sold' };
const soldCharge = { reference: 'payment of sold' };

seesFaults('money-adds-up', [
  {
    what: 'a payment is of another amount',
    broken: both(
      change('orders', sold, { totalMinor: 1990, currency: 'USD' }),
      change('ledger', soldCharge, { currency: 'USD' }),
    ),
    says: 'order sold costs 1990 USD, and its payment is of 1990 EUR',
    always: true,
  },
  {
    what: 'a payment is of another order',
    broken: change('orders', sold, { paymentId: 'another' }),
    says: 'order sold is paid by another, and has the payment payment of sold',
    always: true,
  },
  {
    what: 'a payment is of no order',
    broken: add('payments', {
      id: 'stray',
      orderId: 'stranger',
      state: 'DECLINED',
      amountMinor: 1990,
      currency: 'EUR',
      capturedMinor: 0,
      refundedMinor: 0,
      receiptMinor: null,
    }),
    says: 'order stranger does not exist and has the payment stray',
    always: true,
  },
  {
    what: 'another currency was authorised',
    broken: change('ledger', soldCharge, { currency: 'USD' }),
    says: 'order sold costs 1990 EUR, and 1990 USD was authorised',
    always: true,
  },
  {
    what: 'more was taken than was authorised',
    broken: change('ledger', { reference: 'payment of undone' }, { authorizedMinor: 1000 }),
    says: 'order undone is charged more than was authorised',
    always: true,
  },
  {
    what: 'more was refunded than was taken',
    broken: change('ledger', { reference: 'payment of undone' }, { refundedMinor: 2990 }),
    says: 'order undone is refunded more than was captured',
    andSays: [
      'order undone is CANCELLED, and the provider keeps -1000 of 0',
      'order undone has taken and returned 1990 and 1990 by its payment, 1990 and 2990 by the provider',
    ],
    always: true,
  },
  {
    what: 'part of the price is missing',
    broken: both(
      change('ledger', soldCharge, { capturedMinor: 1000, voidedMinor: 990 }),
      change('payments', soldPayment, { capturedMinor: 1000 }),
    ),
    says: 'order sold is CONFIRMED, and the provider keeps 1000 of 1990',
    andSays: ['order sold has a payment that is CAPTURED, and has taken and returned 1000 and 0'],
  },
  {
    what: 'the payment knows of no refund',
    broken: change('payments', { orderId: 'undone' }, { capturedMinor: 0, refundedMinor: 0 }),
    says: 'order undone has taken and returned 0 and 0 by its payment, 1990 and 1990 by the provider',
  },
  {
    what: 'a payment is in another state than its money',
    broken: change('payments', soldPayment, { state: 'AUTHORIZED' }),
    says: 'order sold has a payment that is AUTHORIZED, and has taken and returned 1990 and 0',
  },
  {
    what: 'a receipt is missing',
    broken: change('payments', soldPayment, { receiptMinor: null }),
    says: 'order sold paid 1990, and its receipt is of nothing',
  },
  {
    what: 'a receipt is of another amount',
    broken: change('payments', soldPayment, { receiptMinor: 1000 }),
    says: 'order sold paid 1990, and its receipt is of 1000',
  },
  {
    what: 'the provider has a payment that is not known',
    broken: change('payments', { orderId: 'past' }, undefined),
    says: 'order past is charged for the payment payment of past, which does not exist',
  },
]);
