import { temporaryDirectory } from '@cartwright/testing';
import { expect, it } from 'vitest';
import { drillLines, drillTable } from './src/drill/drill-report.ts';
import { runDrill } from './src/drill/run-drill.ts';

it('asks for more than can be done while people buy, and loses nothing', async () => {
  const directory = temporaryDirectory('drill');
  const size = { seconds: 2, times: 4, calmSeconds: 2, buyersPerSecond: 1 };
  const drill = await runDrill({ ...size, dataDir: directory.path });
  directory.remove();
  const { visitors, buyers } = drill.overload;
  expect(drill.violations).toEqual([]);
  expect(buyers.failures).toEqual([]);
  expect(visitors.failures).toEqual([]);
  expect(visitors.withoutRetryAfter).toBe(0);
  expect(visitors.served.length + visitors.refusedMs.length).toBe(visitors.sent);
  expect(drillTable(drillLines(drill)).split('\n').length).toBeGreaterThan(8);
});
