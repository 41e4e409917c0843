import { both, change } from '../test-support/break-snapshot.ts';
import { seesFaults } from '../test-support/faults.ts';

seesFaults('reviews-hold', [
  {
    what: 'an order stands whose review nobody has decided',
    broken: change('orders', { id: 'sold' }, { reviewState: 'OPEN' }),
    says: 'order sold is confirmed, and its review is OPEN',
    always: true,
  },
  {
    what: 'a payment that was to be looked at is taken, and orders knows of no review',
    broken: change('payments', { orderId: 'sold' }, { riskDecision: 'REVIEW' }),
    says: 'order sold was to be looked at, and is paid with the review none',
  },
  {
    what: 'a payment was taken whose review had timed out, and given back',
    broken: both(
      change('payments', { orderId: 'undone' }, { riskDecision: 'REVIEW' }),
      change('orders', { id: 'undone' }, { reviewState: 'TIMED_OUT' }),
    ),
    says: 'order undone was to be looked at, and is paid with the review TIMED_OUT',
  },
  {
    what: 'staff are to look at an order that is cancelled',
    broken: change('orders', { id: 'undone' }, { reviewState: 'OPEN' }),
    says: 'order undone is cancelled, and its review is still open',
  },
  {
    what: 'the provider was asked for a payment that was refused',
    broken: change('payments', { orderId: 'sold' }, { riskDecision: 'REFUSE' }),
    says: 'order sold was refused, and money was set aside',
  },
  {
    what: 'the stock of an order in review is released',
    broken: change('orders', { id: 'undone' }, { step: 'reviewing', reviewState: 'OPEN' }),
    says: 'order undone is in review, and its stock can go to others',
    andSays: ['order undone is CANCELLED, step reviewing, and goes no further'],
  },
]);
