import { setTimeout } from 'node:timers/promises';
import { cpuBetween, cpuTimes, type CpuTimes } from '../machine/cpu-times.ts';
import type { BenchStore } from './open-bench-store.ts';
import type { DatabaseWork } from './statement-counter.ts';

/** What something cost the store. */
export interface Cost extends DatabaseWork {
  /** By part. */
  readonly cpuMs: CpuTimes;
}

/** How long PostgreSQL's backends may take to tell its statistics what they did. */
const statisticsDelayMs = 1_100;

/** Does something and says what it cost all parts of a store together. */
export async function costOf<Result>(
  { parts, counter }: BenchStore,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly cost: Cost }> {
  const before = { work: await counter.look(), cpu: cpuTimes(parts()) };
  const result = await work();
  const cpuMs = cpuBetween(before.cpu, cpuTimes(parts()));
  await setTimeout(statisticsDelayMs);
  const after = await counter.look();
  const statements =
    after.statements === undefined ? undefined : after.statements - (before.work.statements ?? 0);
  return {
    result,
    cost: { cpuMs, statements, transactions: after.transactions - before.work.transactions },
  };
}

/** The same for one of so many requests. */
export function costPer({ cpuMs, statements, transactions }: Cost, requests: number): Cost {
  return {
    cpuMs: Object.fromEntries(Object.entries(cpuMs).map(([part, ms]) => [part, ms / requests])),
    statements: statements === undefined ? undefined : statements / requests,
    transactions: transactions / requests,
  };
}
