import { expect, it } from 'vitest';
import { emptySnapshot } from './snapshot.ts';
import { add } from './test-support/break-snapshot.ts';
import { healthySnapshot } from './test-support/healthy-snapshot.ts';
import { violationsOf } from './violations-of.ts';

it('finds nothing wrong with a store in which all is well, nor with an empty one', () => {
  expect(violationsOf(healthySnapshot(), 'at-rest')).toEqual([]);
  expect(violationsOf(healthySnapshot(), 'at-work')).toEqual([]);
  expect(violationsOf(emptySnapshot, 'at-rest')).toEqual([]);
});

it('names the order that a violation is about', () => {
  const lost = add('accepted', { orderId: 'lost', ownerId: 'buyer', key: 'a key' })(healthySnapshot());
  expect(violationsOf(lost, 'at-work').map(({ orderId }) => orderId)).toEqual(['lost', 'lost']);
});
