import { setTimeout as delay } from 'node:timers/promises';
import type { Fault, FaultContext, FaultKind } from './faults/fault.ts';
import type { Random } from '@cartwright/random';
import { probe } from './workload/probe.ts';

/** The outcome of one fault. */
export interface FaultRecord {
  readonly kind: string;
  readonly what: string;
  /** How long the repair took; for a killed process, until it was ready again. */
  repairedMs: number;
  /** When it was repaired, in milliseconds since 1970. */
  repairedAtMs: number;
  /** How long an order that was placed then took to end; undefined when it did not. */
  recoveredMs?: number;
  /** Orders that were tried and confirmed during the fault; only for kinds that spare checkout. */
  readonly meanwhile: { tried: number; confirmed: number };
  readonly problems: string[];
}

/** The options of `runFaults`. */
export interface FaultsOptions {
  readonly context: FaultContext;
  readonly kinds: readonly FaultKind[];
  readonly longShare: number;
  readonly probeVariant: string;
  /** Resolves when the fault with that index is due. */
  readonly turn: (index: number) => Promise<void>;
  readonly report: (sentence: string) => void;
}

/** Runs faults one after the other. */
export async function runFaults(options: FaultsOptions): Promise<FaultRecord[]> {
  const records: FaultRecord[] = [];
  for (const [index, kind] of options.kinds.entries()) {
    await options.turn(index);
    const fault = kind.create(options.context);
    const record = newRecord(kind, fault);
    records.push(record);
    await runFault(options, { kind, fault, record });
    await restartDeadProcesses(options, record);
    options.report(sentence(index + 1, record));
  }
  return records;
}

const ordersMeanwhile = 3;

/** Most faults are short; some outlast every timeout of a request. */
function durationMs(random: Random, longShare: number): number {
  return random.next() < longShare ? random.integer(6000, 20_000) : random.integer(300, 3000);
}

function newRecord({ name }: FaultKind, { what }: Fault): FaultRecord {
  return {
    kind: name,
    what,
    repairedMs: 0,
    repairedAtMs: 0,
    meanwhile: { tried: 0, confirmed: 0 },
    problems: [],
  };
}

interface Running {
  readonly kind: FaultKind;
  readonly fault: Fault;
  readonly record: FaultRecord;
}

async function runFault(options: FaultsOptions, { kind, fault, record }: Running): Promise<void> {
  const { chaos, random } = options.context;
  const urls = chaos.store.graphqlUrls;
  const attempt = (what: string, work: () => Promise<void>): Promise<void> =>
    work().catch((error: unknown) => void record.problems.push(`${what}: ${String(error)}`));
  await attempt('breaking', () => fault.begin());
  if (kind.sparesCheckout === true) {
    const tries = Array.from({ length: ordersMeanwhile }, async () => {
      record.meanwhile.tried += 1;
      await probe(urls, options.probeVariant);
      record.meanwhile.confirmed += 1;
    });
    await Promise.all(tries.map((one) => attempt('an order meanwhile', () => one)));
  } else await delay(durationMs(random, options.longShare));
  const began = performance.now();
  await attempt('repair', () => fault.heal());
  record.repairedMs = performance.now() - began;
  record.repairedAtMs = Date.now();
  await attempt('an order afterwards', async () => {
    record.recoveredMs = (await probe(urls, options.probeVariant)).ms;
  });
}

/** Reports a process that ended without having been killed as a problem, and starts it again. */
async function restartDeadProcesses({ context }: FaultsOptions, record: FaultRecord): Promise<void> {
  for (const process of context.chaos.processes) {
    if (process.pid !== undefined) continue;
    record.problems.push(`${process.name} ended by itself (${await process.exited}): ${process.logFile}`);
    await process.start();
  }
}

function sentence(number: number, { kind, what, repairedMs, recoveredMs, problems }: FaultRecord): string {
  const seconds = (ms: number | undefined): string => (ms === undefined ? '–' : (ms / 1000).toFixed(1));
  const result = `repaired in ${seconds(repairedMs)} s, an order after ${seconds(recoveredMs)} s`;
  return [`${number}. ${kind}: ${what}; ${result}`, ...problems].join('\n     ! ');
}
