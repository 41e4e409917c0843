import { setTimeout as delay } from 'node:timers/promises';
import type { Fault, FaultContext, FaultKind } from './faults/fault.ts';
import type { Random } from './random.ts';
import { probe } from './workload/probe.ts';

/** What became of one fault. */
export interface FaultRecord {
  readonly kind: string;
  readonly what: string;
  /** How long mending took, until a killed process was ready again. */
  mendedMs: number;
  /** When that was, in milliseconds since 1970. */
  mendedAtMs: number;
  /** How long after that an order that was placed then had ended; undefined when none did. */
  recoveredMs?: number;
  /** Orders that were tried, and confirmed, while it lasted, where checkout must not notice. */
  readonly meanwhile: { tried: number; confirmed: number };
  readonly problems: string[];
}

/** What faults are run with. */
export interface FaultsOptions {
  readonly context: FaultContext;
  readonly kinds: readonly FaultKind[];
  readonly longShare: number;
  readonly probeVariant: string;
  /** Settles when it is time for the fault with that number. */
  readonly turn: (index: number) => Promise<void>;
  readonly report: (sentence: string) => void;
}

/** Breaks and mends one thing after the other. */
export async function runFaults(options: FaultsOptions): Promise<FaultRecord[]> {
  const records: FaultRecord[] = [];
  for (const [index, kind] of options.kinds.entries()) {
    await options.turn(index);
    const fault = kind.create(options.context);
    const record = newRecord(kind, fault);
    records.push(record);
    await runFault(options, { kind, fault, record });
    await reviveTheFallen(options, record);
    options.report(sentence(index + 1, record));
  }
  return records;
}

const ordersMeanwhile = 3;

/** Most faults are short; some outlast every timeout of a request. */
function durationMs(random: Random, longShare: number): number {
  return random.next() < longShare ? random.between(6000, 20_000) : random.between(300, 3000);
}

function newRecord({ name }: FaultKind, { what }: Fault): FaultRecord {
  return {
    kind: name,
    what,
    mendedMs: 0,
    mendedAtMs: 0,
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
  await attempt('mending', () => fault.heal());
  record.mendedMs = performance.now() - began;
  record.mendedAtMs = Date.now();
  await attempt('an order afterwards', async () => {
    record.recoveredMs = (await probe(urls, options.probeVariant)).ms;
  });
}

/** A process that ended by itself, because of what happened around it, is a defect; it is started again. */
async function reviveTheFallen({ context }: FaultsOptions, record: FaultRecord): Promise<void> {
  for (const process of context.chaos.processes) {
    if (process.pid !== undefined) continue;
    record.problems.push(`${process.name} ended by itself (${await process.exited}): ${process.logFile}`);
    await process.start();
  }
}

function sentence(number: number, { kind, what, mendedMs, recoveredMs, problems }: FaultRecord): string {
  const seconds = (ms: number | undefined): string => (ms === undefined ? '–' : (ms / 1000).toFixed(1));
  const result = `mended in ${seconds(mendedMs)} s, an order after ${seconds(recoveredMs)} s`;
  return [`${number}. ${kind}: ${what}; ${result}`, ...problems].join('\n     ! ');
}
