import { temporaryDirectory } from '@cartwright/testing';
import { expect, it } from 'vitest';
import { rows } from './src/rows.ts';
import { tableRow } from './src/report/table.ts';
import { runBench } from './src/run-bench.ts';

it('measures a request by process, in statements and against bare node:http', async () => {
  const directory = temporaryDirectory('bench');
  const short = rows.filter(({ name }) => name === 'cards');
  const size = { seconds: 1, checkouts: 1, warmUp: { seconds: 1, checkouts: 1 } };
  const [finding] = await runBench(short, { ...size, dataDir: directory.path });
  directory.remove();
  expect(finding?.failures).toEqual([]);
  expect(finding?.measured).toMatch(/^[\d.]+ ms CPU, [\d.]+\/s, [\d.]+ KiB$/);
  expect(finding?.against).toMatch(/^[\d.]+× bare node:http/);
  expect(Object.keys(finding?.cost?.cpuMs ?? {})).toEqual(
    expect.arrayContaining(['gateway', 'products', 'orders', 'PostgreSQL', 'Redis', 'NATS']),
  );
  expect(finding?.cost?.transactions).toBeGreaterThan(0);
});

it('has one name for each row and says what failed beside it', () => {
  expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  const [row] = rows;
  const finding = { measured: '1 ms', against: '', isWithinBar: true, failures: ['503'] };
  expect(row && tableRow(row, finding)).toMatch(/\*\*failed\*\*.*\n {2}failed: 503$/);
});
