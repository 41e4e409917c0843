import type { Mutation } from '@cartwright/mutations';

const queue = 'simulation/src/services/products/memory-backorders.ts';
const transfer = 'subgraphs/products/src/stock-transfers/rules/stock-transfer.ts';

/** Faults in who waits for pieces, and in what is sent from one location to another. */
export const backorderMutations: readonly Mutation[] = [
  {
    name: 'whoever came last is served first',
    file: queue,
    replace: `  for (const { orderId, quantity } of lines.toReversed()) {
    if (left <= 0) break;
    waiting.unshift(`,
    by: `  for (const { orderId, quantity } of lines) {
    if (left <= 0) break;
    waiting.push(`,
  },
  {
    name: 'an order that gives back what it holds waits still',
    file: queue,
    replace: 'const others = before.filter((line) => line.orderId !== orderId);',
    by: 'const others = before;',
  },
  {
    name: 'whoever waits for more than has come is forgotten with those who are served',
    file: queue,
    replace: 'lines.slice(lines.length - waiting)',
    by: 'lines.slice(lines.length - waiting + 1)',
  },
  {
    name: 'an order waits for all of what it wanted of a variant, or for nothing',
    file: queue,
    replace: 'waiting.unshift({ orderId, quantity: Math.min(quantity, left) });',
    by: 'waiting.unshift({ orderId, quantity });',
  },
  {
    name: 'of orders that come at once those of the last ids come first',
    file: queue,
    replace: '(a.orderId < b.orderId ? -1 : 1)',
    by: '(a.orderId < b.orderId ? 1 : -1)',
  },
  {
    name: 'what is lost of a transfer is on its way still',
    file: transfer,
    replace: 'lost: line.lost + missed',
    by: 'lost: line.lost',
  },
  {
    name: 'what has arrived of a transfer is forgotten when more arrives',
    file: transfer,
    replace: 'received: line.received + received',
    by: 'received',
  },
  {
    name: 'a transfer that is called back does not say what came back',
    file: transfer,
    replace: 'returned: line.returned + inTransit(line)',
    by: 'returned: line.returned',
  },
  {
    name: 'a transfer is over as soon as some of it has arrived',
    file: transfer,
    replace: 'lines.every((line) => inTransit(line) === 0)',
    by: 'lines.every((line) => inTransit(line) < line.quantity)',
  },
];
