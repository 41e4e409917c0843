import { constants, setPriority } from 'node:os';
import { domains } from '@cartwright/events';
import type { Attack, Finding, Sight } from './attack.ts';
import { failuresIn, isEnough, mostSlowdown, paceOf, slowdown, type Pace } from './shopper/pace.ts';
import type { Sample } from './shopper/sample.ts';
import { Shopper } from './shopper/shopper.ts';
import { mostMemory } from './target/most-memory.ts';
import { shopperNetwork } from './target/open-target.ts';
import type { Target } from './target/target.ts';

/** What came of one attack. */
export interface Row {
  readonly attack: Attack;
  readonly finding: Finding;
  /** How long it took the first time. */
  readonly ms: number;
  /** The most memory that gateway and subgraphs had in use together, in MiB. */
  readonly mostMiB: number;
  /** What the shopper did meanwhile. */
  readonly samples: readonly Sample[];
  /** How often the 99th percentile of the shopper's steps was what it was in peace; 0 where it is not judged. */
  readonly shopperSlowdown: number;
}

/** What the shopper does in peace before a row is judged, and before that: what is asked for the first time takes longer. */
const stepsInPeace = 600;
const stepsToWarmUp = 60;

/** How attacks are run. */
export interface RunOptions {
  /** Whether the shopper's pace is judged, too, which takes time in peace, and rows that are tried again. */
  readonly isPaceJudged?: boolean;
  /** Told each row when it is known. */
  readonly tell?: (row: Row) => void;
}

/** What came of all of them. */
export interface Outcome {
  readonly rows: readonly Row[];
  /** As of one row, by what the shopper did during all of them. */
  readonly shopperSlowdown: number;
}

/** Tries each attack, one after the other, while somebody shops. */
export async function runAttacks(
  target: Target,
  attacks: readonly Attack[],
  { isPaceJudged = true, tell = () => undefined }: RunOptions = {},
): Promise<Outcome> {
  const shopper = new Shopper(target.store.graphqlUrl, shopperNetwork);
  try {
    if (isPaceJudged) leaveTheProcessorToTheStore();
    const peace = isPaceJudged ? await paceInPeace(shopper) : undefined;
    const rows: Row[] = [];
    for (const attack of attacks) {
      const row = await runAttack(target, shopper, { attack, peace });
      rows.push(row);
      tell(row);
    }
    const samples = rows.flatMap((row) => row.samples);
    return { rows, shopperSlowdown: peace === undefined ? 0 : slowdown(samples, peace) };
  } finally {
    await shopper.stop();
  }
}

/**
 * Attackers are on machines of their own: here, this thread takes what the store and the shopper leave. Linux gives each thread
 * its own priority, and the shopper's began before; elsewhere the shopper is slowed down as well, in peace too.
 */
function leaveTheProcessorToTheStore(): void {
  setPriority(constants.priority.PRIORITY_LOW);
}

const nothing = (): Promise<void> => Promise.resolve();

async function paceInPeace(shopper: Shopper): Promise<Pace> {
  await shopper.during(nothing, stepsToWarmUp);
  return paceOf((await shopper.during(nothing, stepsInPeace)).samples);
}

/** Tries an attack until the shopper can be judged by what they did meanwhile, or the store has not held. */
async function runAttack(
  target: Target,
  shopper: Shopper,
  { attack, peace }: { readonly attack: Attack; readonly peace: Pace | undefined },
): Promise<Row> {
  const first = await tryOnce(target, shopper, attack);
  let { finding, mostMiB } = first;
  const samples = [...first.samples];
  while (peace !== undefined && finding.held && !isEnough(samples, peace)) {
    const again = await tryOnce(target, shopper, attack);
    finding = again.finding;
    mostMiB = Math.max(mostMiB, again.mostMiB);
    samples.push(...again.samples);
  }
  const shopperSlowdown = peace === undefined ? 0 : await judge(shopper, samples, peace);
  return { attack, finding, ms: first.ms, mostMiB, samples, shopperSlowdown };
}

/** A machine that is slower than this right after an attack is so because of it. */
const mostDrift = 1.5;

/** Where a row looks slow, it is asked how much slower the machine is by itself: it is not as fast at all times. */
async function judge(shopper: Shopper, samples: readonly Sample[], peace: Pace): Promise<number> {
  const slower = slowdown(samples, peace);
  if (slower <= mostSlowdown || failuresIn(samples).length > 0) return slower;
  const after = (await shopper.during(nothing, stepsInPeace)).samples;
  if (failuresIn(after).length > 0) return slower;
  return slower / Math.min(mostDrift, Math.max(1, slowdown(after, peace)));
}

async function tryOnce(target: Target, shopper: Shopper, attack: Attack) {
  const startedAt = performance.now();
  const { result, samples } = await shopper.during(() =>
    mostMemory(
      () => pidsOf(target),
      async () => ({ sight: await see(attack, target), ms: performance.now() - startedAt }),
    ),
  );
  const { sight, ms } = result.result;
  return { finding: await lookAfter(sight), ms, mostMiB: result.mostMiB, samples };
}

/** Tries an attack, and looks for what it left behind. */
export async function find(attack: Attack, target: Target): Promise<Finding> {
  return lookAfter(await see(attack, target));
}

function see(attack: Attack, target: Target): Promise<Sight> {
  return unlessBrokenOff(() => attack.run(target));
}

function lookAfter({ held, got, look }: Sight): Promise<Finding> {
  return look === undefined ? Promise.resolve({ held, got }) : unlessBrokenOff(look);
}

/** An attack that breaks off proves nothing. */
async function unlessBrokenOff<Found extends Finding>(tried: () => Promise<Found>): Promise<Found | Finding> {
  try {
    return await tried();
  } catch (error) {
    return { held: false, got: `broke off: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function pidsOf({ store }: Target): number[] {
  return ['gateway', ...domains].flatMap((name) => store.process(name).pid ?? []);
}
