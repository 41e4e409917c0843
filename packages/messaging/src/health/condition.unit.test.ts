import { pino } from 'pino';
import { expect, it } from 'vitest';
import { Condition } from './condition.ts';

interface Line {
  readonly level: number;
  readonly msg: string;
  readonly reason?: string;
}

function open() {
  const lines: Line[] = [];
  const logger = pino({ level: 'info' }, { write: (line) => void lines.push(JSON.parse(line) as Line) });
  return {
    condition: new Condition('publishing', logger),
    reasons: () => lines.map(({ reason }) => reason),
    lines,
  };
}

it('tells of each cause once in an outage, and of its end', () => {
  const { condition, reasons, lines } = open();
  for (let tries = 0; tries < 3; tries += 1) {
    condition.fails('timeout');
    condition.fails('insufficient resources');
  }
  expect(condition.fault?.reason).toBe('insufficient resources');
  condition.works();
  condition.works();
  expect(condition.fault).toBeUndefined();
  expect(reasons()).toEqual(['timeout', 'insufficient resources', undefined]);
  expect(lines.at(-1)?.msg).toBe('publishing works again');
});

it('tells of the same cause again in the next outage', () => {
  const { condition, reasons } = open();
  condition.fails('timeout');
  condition.works();
  condition.fails('timeout');
  expect(reasons()).toEqual(['timeout', undefined, 'timeout']);
});

it('does not flood the log with causes that differ each time', () => {
  const { condition, lines } = open();
  for (let tries = 0; tries < 100; tries += 1) condition.fails(`refused at ${String(tries)}`);
  expect(lines).toHaveLength(5);
});
