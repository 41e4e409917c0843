import { domains } from '@cartwright/events';
import type { Attack, Finding } from './attack.ts';
import type { Sample } from './shopper/sample.ts';
import { Shopper } from './shopper/shopper.ts';
import { mostMemory } from './target/most-memory.ts';
import { shopperNetwork } from './target/open-target.ts';
import type { Target } from './target/target.ts';

/** What came of one attack. */
export interface Row {
  readonly attack: Attack;
  readonly finding: Finding;
  readonly ms: number;
  /** The most memory that gateway and subgraphs had in use together, in MiB. */
  readonly mostMiB: number;
  /** What of the shopper failed meanwhile. */
  readonly shopperFailures: readonly string[];
  /** How often the shopper's slowest percent took as long as in peace. */
  readonly shopperSlowdown: number;
}

/** What the shopper does at least during a row, and in peace, before it is judged. */
const stepsPerRow = 6;
const stepsInPeace = 60;

/** Runs each attack once, one after the other, while somebody shops; tells each row when it is known. */
export async function runAttacks(
  target: Target,
  attacks: readonly Attack[],
  tell: (row: Row) => void = () => undefined,
): Promise<readonly Row[]> {
  const shopper = new Shopper(target.store.graphqlUrl, shopperNetwork);
  try {
    await shopper.during(() => Promise.resolve(), stepsInPeace);
    const { samples } = await shopper.during(() => Promise.resolve(), stepsInPeace);
    const peace = slowest(samples);
    const rows: Row[] = [];
    for (const attack of attacks) {
      const row = await runAttack(target, shopper, { attack, peace });
      rows.push(row);
      tell(row);
    }
    return rows;
  } finally {
    await shopper.stop();
  }
}

async function runAttack(
  target: Target,
  shopper: Shopper,
  { attack, peace }: { readonly attack: Attack; readonly peace: ReadonlyMap<string, number> },
): Promise<Row> {
  const startedAt = performance.now();
  let ms = 0;
  const { result, samples } = await shopper.during(
    () =>
      mostMemory(
        () => pidsOf(target),
        async () => {
          const finding = await find(attack, target);
          ms = performance.now() - startedAt;
          return finding;
        },
      ),
    stepsPerRow,
  );
  return {
    attack,
    finding: result.result,
    ms,
    mostMiB: result.mostMiB,
    shopperFailures: samples.flatMap(({ step, error }) => (error === null ? [] : [`${step}: ${error}`])),
    shopperSlowdown: slowdown(slowest(samples), peace),
  };
}

/** An attack that breaks off proves nothing. */
export async function find(attack: Attack, target: Target): Promise<Finding> {
  try {
    return await attack.run(target);
  } catch (error) {
    return { held: false, got: `broke off: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function pidsOf({ store }: Target): number[] {
  return ['gateway', ...domains].flatMap((name) => store.process(name).pid ?? []);
}

/** The slowest of each kind of step: what so few samples have for a 99th percentile. */
function slowest(samples: readonly Sample[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const { step, ms } of samples) times.set(step, Math.max(times.get(step) ?? 0, ms));
  return times;
}

function slowdown(times: ReadonlyMap<string, number>, peace: ReadonlyMap<string, number>): number {
  const ratios = [...times].map(([step, ms]) => ms / (peace.get(step) ?? ms));
  return Math.max(0, ...ratios);
}
