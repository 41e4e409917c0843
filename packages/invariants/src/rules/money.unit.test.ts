import { add, both, change } from '../test-support/break-snapshot.ts';
import { seesFaults } from '../test-support/faults.ts';

const sold = { id: 'sold' };
const soldPayment = { id: 'payment of sold' };
const soldCharge = { reference: 'payment of sold' };
const receipt = { amountMinor: 1990, taxMinor: 318, currency: 'EUR' };

seesFaults('money-adds-up', [
  {
    what: 'a payment is of another amount',
    broken: change('payments', soldPayment, {
      amountMinor: 1000,
      capturedMinor: 1000,
      receipt: { ...receipt, amountMinor: 1000 },
    }),
    says: 'order sold costs 1990 EUR with 318 of tax, and its payment is of 1000 EUR with 318 of tax',
    andSays: ['order sold has taken and returned 1000 and 0 by its payment, 1990 and 0 by the provider'],
    always: true,
  },
  {
    what: 'a payment is in another currency',
    broken: change('payments', soldPayment, { currency: 'USD', receipt: { ...receipt, currency: 'USD' } }),
    says: 'order sold costs 1990 EUR with 318 of tax, and its payment is of 1990 USD with 318 of tax',
    always: true,
  },
  {
    what: 'a payment includes another tax',
    broken: change('payments', soldPayment, { taxMinor: 0, receipt: { ...receipt, taxMinor: 0 } }),
    says: 'order sold costs 1990 EUR with 318 of tax, and its payment is of 1990 EUR with 0 of tax',
    always: true,
  },
  {
    what: 'a payment is of another order',
    broken: change('orders', sold, { paymentId: 'another' }),
    says: 'order sold is paid by another, and its payment payment of sold is CAPTURED',
  },
  {
    what: 'a payment is of no order',
    broken: add('payments', {
      id: 'stray',
      orderId: 'stranger',
      state: 'DECLINED',
      ...receipt,
      capturedMinor: 0,
      refundedMinor: 0,
      receipt: null,
      isCredited: false,
      riskDecision: null,
    }),
    says: 'order stranger does not exist and has the payment stray',
    always: true,
  },
  {
    what: 'what was given back has no credit note',
    broken: change('payments', { id: 'payment of undone' }, { isCredited: false }),
    says: 'order undone has been given back 1990, credit note: false',
  },
  {
    what: 'what was kept has a credit note',
    broken: change('payments', soldPayment, { isCredited: true }),
    says: 'order sold has been given back 0, credit note: true',
  },
  {
    what: 'another currency was authorised',
    broken: change('ledger', soldCharge, { currency: 'USD' }),
    says: 'order sold costs 1990 EUR, and 1990 USD was authorised',
    always: true,
  },
  {
    what: 'another amount was authorised',
    broken: change('ledger', soldCharge, { authorizedMinor: 1000, capturedMinor: 1000 }),
    says: 'order sold costs 1990 EUR, and 1000 EUR was authorised',
    andSays: [
      'order sold is CONFIRMED, and the provider keeps 1000 of 1990',
      'order sold has taken and returned 1990 and 0 by its payment, 1000 and 0 by the provider',
    ],
    always: true,
  },
  {
    what: 'more was taken than was authorised',
    broken: both(
      change('ledger', soldCharge, { capturedMinor: 2000 }),
      change('payments', soldPayment, { capturedMinor: 2000 }),
    ),
    says: 'order sold is charged 2000, and 1990 was authorised',
    andSays: [
      'order sold is CONFIRMED, and the provider keeps 2000 of 1990',
      'order sold has a payment that is CAPTURED, and has taken and returned 2000 and 0',
    ],
    always: true,
  },
  {
    what: 'part of the money was let go',
    broken: both(
      change(
        'ledger',
        { reference: 'payment of undone' },
        { capturedMinor: 0, refundedMinor: 0, voidedMinor: 1000 },
      ),
      change(
        'payments',
        { orderId: 'undone' },
        { state: 'VOIDED', capturedMinor: 0, refundedMinor: 0, isCredited: false },
      ),
    ),
    says: 'order undone is let go of 1000, and 1990 was set aside',
    andSays: ["order undone is CANCELLED and holds the buyer's money"],
    always: true,
  },
  {
    what: 'the provider was asked for what does not fit',
    broken: change('ledger', soldCharge, { refused: ['capture of 2000'] }),
    says: 'order sold asked the provider for a capture of 2000',
    always: true,
  },
  {
    what: 'more was refunded than was taken',
    broken: change('ledger', { reference: 'payment of undone' }, { refundedMinor: 2990 }),
    says: 'order undone is refunded 2990, and 1990 was captured',
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
    says: 'order sold is charged 1000, and 1990 was authorised',
    andSays: [
      'order sold is CONFIRMED, and the provider keeps 1000 of 1990',
      'order sold has a payment that is CAPTURED, and has taken and returned 1000 and 0',
    ],
    always: true,
  },
  {
    what: 'part of what was taken is given back',
    broken: both(
      change('ledger', { reference: 'payment of undone' }, { refundedMinor: 1000 }),
      change('payments', { orderId: 'undone' }, { refundedMinor: 1000 }),
    ),
    says: 'order undone is refunded 1000, and 1990 was captured',
    andSays: [
      'order undone is CANCELLED with 1 live charges',
      'order undone is CANCELLED, and the provider keeps 990 of 0',
      'order undone has a payment that is REFUNDED, and has taken and returned 1990 and 1000',
    ],
    always: true,
  },
  {
    what: 'the payment knows of no refund',
    broken: change(
      'payments',
      { orderId: 'undone' },
      { capturedMinor: 0, refundedMinor: 0, isCredited: false },
    ),
    says: 'order undone has taken and returned 0 and 0 by its payment, 1990 and 1990 by the provider',
  },
  {
    what: 'a payment is in another state than its money',
    broken: change('payments', soldPayment, { state: 'AUTHORIZED' }),
    says: 'order sold has a payment that is AUTHORIZED, and has taken and returned 1990 and 0',
  },
  {
    what: 'a receipt is missing',
    broken: change('payments', soldPayment, { receipt: null }),
    says: 'order sold paid 1990 EUR with 318 of tax, and its receipt is of nothing',
  },
  {
    what: 'a receipt is of another amount',
    broken: change('payments', soldPayment, { receipt: { ...receipt, amountMinor: 1000 } }),
    says: 'order sold paid 1990 EUR with 318 of tax, and its receipt is of 1000 EUR with 318 of tax',
  },
  {
    what: 'a receipt is in another currency',
    broken: change('payments', { orderId: 'undone' }, { receipt: { ...receipt, currency: 'USD' } }),
    says: 'order undone paid 1990 EUR with 318 of tax, and its receipt is of 1990 USD with 318 of tax',
  },
  {
    what: 'a receipt says another tax',
    broken: change('payments', soldPayment, { receipt: { ...receipt, taxMinor: 0 } }),
    says: 'order sold paid 1990 EUR with 318 of tax, and its receipt is of 1990 EUR with 0 of tax',
  },
  {
    what: 'the provider has a payment that is not known',
    broken: change('payments', { orderId: 'past' }, undefined),
    says: 'order past is charged for the payment payment of past, which does not exist',
  },
]);
