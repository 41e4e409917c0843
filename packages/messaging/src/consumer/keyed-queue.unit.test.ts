import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { KeyedQueue, type KeyedItem, type RunResult } from './keyed-queue.ts';

interface Item extends KeyedItem {
  readonly name: string;
}

const single = { batchSize: 1 };
const bulk = { batchSize: 3 };
const item = (name: string, key: string, group = single): Item => ({ name, key, group });

/** A queue whose work ends when the test says so. */
function controlledQueue(concurrency = 10) {
  const started: string[] = [];
  const finish = new Map<string, (result: RunResult) => void>();
  const queue = new KeyedQueue<Item>({
    concurrency,
    run: (items) => {
      const label = items.map(({ name }) => name).join('+');
      started.push(label);
      return new Promise((resolve) => finish.set(label, resolve));
    },
  });
  const end = async (label: string, result: RunResult = 'done'): Promise<void> => {
    finish.get(label)?.(result);
    await turns();
  };
  return { queue, started, end };
}

const turns = async (): Promise<void> => {
  await turn();
  await turn();
};

const push = async (queue: KeyedQueue<Item>, ...items: Item[]): Promise<void> => {
  for (const one of items) queue.push(one);
  await turns();
};

describe('a keyed queue', () => {
  it('runs different keys at once and equal keys one after the other', async () => {
    const { queue, started, end } = controlledQueue();
    await push(queue, item('a1', 'a'), item('a2', 'a'), item('b1', 'b'));
    expect(started).toEqual(['a1', 'b1']);
    await end('a1');
    expect(started).toEqual(['a1', 'b1', 'a2']);
  });

  it('runs no more at once than it may', async () => {
    const { queue, started, end } = controlledQueue(2);
    await push(queue, item('a', 'a'), item('b', 'b'), item('c', 'c'));
    expect(started).toEqual(['a', 'b']);
    await end('b');
    expect(started).toEqual(['a', 'b', 'c']);
  });

  it('gathers a group into batches of its size, one batch at a time', async () => {
    const { queue, started, end } = controlledQueue();
    await push(queue, ...['1', '2', '3', '4', '5'].map((name) => item(name, name, bulk)));
    expect(started).toEqual(['1+2+3']);
    await push(queue, item('other', 'other'));
    expect(started).toEqual(['1+2+3', 'other']);
    await end('1+2+3');
    expect(started).toEqual(['1+2+3', 'other', '4+5']);
  });

  it('lets nothing overtake an earlier message with the same key, across groups', async () => {
    const { queue, started, end } = controlledQueue();
    await push(queue, item('reserve', 'order', bulk), item('release', 'order'), item('again', 'order', bulk));
    expect(started).toEqual(['reserve']);
    await end('reserve');
    expect(started).toEqual(['reserve', 'release']);
    await end('release');
    expect(started).toEqual(['reserve', 'release', 'again']);
  });

  it('keeps equal keys in order within one batch', async () => {
    const { queue, started } = controlledQueue();
    await push(queue, item('1', 'k', bulk), item('2', 'k', bulk));
    expect(started).toEqual(['1+2']);
  });

  it('runs the items of a batch that falls apart side by side, those of one key in order, beside the next batch', async () => {
    const { queue, started, end } = controlledQueue();
    await push(queue, item('a1', 'a', bulk), item('a2', 'a', bulk), item('b1', 'b', bulk));
    await push(queue, item('a3', 'a', bulk), item('c1', 'c', bulk), item('b2', 'b', bulk));
    await end('a1+a2+b1', 'apart');
    expect(started.splice(0)).toEqual(['a1+a2+b1', 'a1', 'b1', 'c1']);
    await push(queue, item('d1', 'd', bulk));
    expect(started).toEqual([]);
    await end('b1');
    await end('c1');
    expect(started.splice(0)).toEqual(['b2+d1']);
    await end('a1');
    await end('b2+d1');
    expect(started.splice(0)).toEqual(['a2']);
    await end('a2');
    expect(started).toEqual(['a3']);
  });

  it('begins no batch of a group of which much is held up, and goes on with others', async () => {
    const { queue, started, end } = controlledQueue();
    const wide = { batchSize: 4 };
    await push(
      queue,
      ...['a', 'b', 'c', 'd', 'e'].map((name) => item(name, name, wide)),
      item('f', 'f', bulk),
    );
    await end('a+b+c+d', 'apart');
    expect(started).toEqual(['a+b+c+d', 'f', 'a', 'b', 'c', 'd']);
    await end('b');
    expect(started.at(-1)).toBe('e');
  });

  it('counts each item of a batch that fell apart until it is done', async () => {
    const { queue, started, end } = controlledQueue(2);
    await push(queue, item('a', 'a', bulk), item('b', 'b', bulk), item('c', 'c', bulk), item('d', 'd', bulk));
    await end('a+b+c', 'apart');
    await end('a');
    expect(started).toEqual(['a+b+c', 'a', 'b', 'c']);
    expect(queue.unfinished().map(({ name }) => name)).toEqual(['d', 'b', 'c']);
    await end('b');
    expect(started).toEqual(['a+b+c', 'a', 'b', 'c', 'd']);
  });

  it('gives back what has not started, and lists what is unfinished', async () => {
    const { queue, started, end } = controlledQueue(1);
    await push(queue, item('a', 'a'), item('b', 'b'));
    expect(queue.unfinished().map(({ name }) => name)).toEqual(['b', 'a']);
    expect(queue.clear().map(({ name }) => name)).toEqual(['b']);
    await end('a');
    expect(started).toEqual(['a']);
    expect(queue.isIdle()).toBe(true);
  });

  it('resolves when a condition holds', async () => {
    const { queue, end } = controlledQueue(1);
    await push(queue, item('a', 'a'));
    let isIdle = false;
    const idle = queue.until(() => queue.isIdle()).then(() => (isIdle = true));
    await turns();
    expect(isIdle).toBe(false);
    await end('a');
    await idle;
    expect(isIdle).toBe(true);
  });
});
