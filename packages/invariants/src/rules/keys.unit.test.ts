import { add, change } from '../test-support/break-snapshot.ts';
import { seesFaults } from '../test-support/faults.ts';

seesFaults('one-key-one-order', [
  {
    what: 'one key made two orders',
    broken: add('accepted', { orderId: 'past', ownerId: 'buyer', key: 'key of sold' }),
    says: 'key buyer key of sold made the orders sold, past',
    always: true,
  },
  {
    what: 'a key is stored with another order than the client got',
    broken: change('keys', { orderId: 'sold' }, { orderId: 'past' }),
    says: 'key buyer key of sold made order sold, and stands for past',
    always: true,
  },
  {
    what: 'a key is missing',
    broken: change('keys', { orderId: 'sold' }, undefined),
    says: 'key buyer key of sold made order sold, and stands for none',
    always: true,
  },
  {
    what: 'a key is not completed',
    broken: change('keys', { orderId: 'sold' }, { isCompleted: false }),
    says: 'key buyer key of sold made order sold, and stands for none',
    always: true,
  },
  {
    what: 'two keys made one order',
    broken: add('keys', { orderId: 'sold', ownerId: 'buyer', key: 'another', isCompleted: true }),
    says: 'order sold belongs to 2 keys',
    always: true,
  },
  {
    what: 'a buyer was refused, and has an order',
    broken: add('keys', { orderId: 'past', ownerId: 'buyer', key: 'key of none', isCompleted: true }),
    says: 'the buyer of order past got PriceChangedError',
    always: true,
  },
]);
