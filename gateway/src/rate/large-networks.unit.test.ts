import { expect, it } from 'vitest';
import { readLargeNetwork, timesAt } from './large-networks.ts';

it.each([
  ['203.0.113.0/24=10', { cidr: '203.0.113.0/24', times: 10 }],
  [' 2001:db8::/32 = 2.5 ', { cidr: '2001:db8::/32', times: 2.5 }],
])('%s is read', (text, network) => {
  expect(readLargeNetwork(text)).toEqual(network);
});

it.each([
  '203.0.113.0=10',
  '203.0.113.0/24',
  '203.0.113.0/24=0',
  '203.0.113.0/24=x',
  'a/8=2',
  '1.0.0.0/8=2=3',
])('%s is no large network', (text) => {
  expect(readLargeNetwork(text)).toBeUndefined();
});

it.each([
  ['203.0.113.9', 10],
  ['::ffff:203.0.113.9', 10],
  ['203.0.114.9', 2],
  ['198.51.100.7', 1],
  ['2001:db8:1::1', 4],
  ['2001:db9::1', 1],
  ['somewhere', 1],
])('%s may %d times what is usual', (address, times) => {
  const networks = ['203.0.0.0/16=2', '203.0.113.0/24=10', '2001:db8::/32=4'].flatMap(
    (text) => readLargeNetwork(text) ?? [],
  );
  expect(timesAt(networks)(address)).toBe(times);
});
