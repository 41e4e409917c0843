import { change } from '../test-support/break-snapshot.ts';
import { seesFaults } from '../test-support/faults.ts';

seesFaults('rising-versions', [
  {
    what: 'a timeline has a gap',
    broken: change('orders', { id: 'past' }, { timeline: [{ version: 1, status: 'PENDING' }] }),
    says: 'order past has version 3 and the timeline 1',
    always: true,
  },
  {
    what: 'an order ends twice',
    broken: change(
      'orders',
      { id: 'past' },
      {
        timeline: [
          { version: 1, status: 'PENDING' },
          { version: 2, status: 'CANCELLED' },
          { version: 3, status: 'DELIVERED' },
        ],
      },
    ),
    says: 'order past ends 2 times',
    always: true,
  },
  {
    what: 'a subscriber misses a version',
    broken: change(
      'observations',
      { subscriber: 'anna' },
      {
        steps: [
          { version: 1, status: 'PENDING' },
          { version: 3, status: 'CONFIRMED' },
        ],
      },
    ),
    says: 'order sold showed anna the versions 1 3',
    always: true,
  },
  {
    what: 'a subscriber sees a version twice',
    broken: change(
      'observations',
      { subscriber: 'bob' },
      {
        steps: [
          { version: 2, status: 'CREATED' },
          { version: 2, status: 'CREATED' },
          { version: 3, status: 'CONFIRMED' },
        ],
      },
    ),
    says: 'order sold showed bob the versions 2 2 3',
    always: true,
  },
  {
    what: 'a client that polls sees an earlier version',
    broken: change(
      'observations',
      { subscriber: 'cleo' },
      {
        steps: [
          { version: 2, status: 'CREATED' },
          { version: 1, status: 'PENDING' },
          { version: 3, status: 'CANCELLED' },
        ],
      },
    ),
    says: 'order undone showed cleo the versions 2 1 3',
    always: true,
  },
  {
    what: 'a subscriber sees another status than the recorded one',
    broken: change(
      'observations',
      { subscriber: 'bob' },
      {
        steps: [
          { version: 2, status: 'CREATED' },
          { version: 3, status: 'CANCELLED' },
        ],
      },
    ),
    says: 'order sold showed bob CANCELLED at version 3, which is CONFIRMED',
    always: true,
  },
  {
    what: 'a subscriber does not see the end',
    broken: change('observations', { subscriber: 'bob' }, { steps: [{ version: 2, status: 'CREATED' }] }),
    says: 'order sold is at version 3, and bob has seen 2',
  },
]);
