import { domains } from '@cartwright/events';
import type { Attack, Finding } from './attack.ts';
import { paceOf, slowdown, type Pace } from './shopper/pace.ts';
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
  /** How often the 99th percentile of the shopper's steps was what it was in peace. */
  readonly shopperSlowdown: number;
}

/** What the shopper does at least during a row, and in peace, before it is judged. */
const stepsPerRow = 6;
const stepsInPeace = 240;
/** Before that: what is asked for the first time takes longer. */
const stepsToWarmUp = 60;

/** Runs each attack once, one after the other, while somebody shops; tells each row when it is known. */
export async function runAttacks(
  target: Target,
  attacks: readonly Attack[],
  tell: (row: Row) => void = () => undefined,
): Promise<readonly Row[]> {
  const shopper = new Shopper(target.store.graphqlUrl, shopperNetwork);
  try {
    await shopper.during(() => Promise.resolve(), stepsToWarmUp);
    const { samples } = await shopper.during(() => Promise.resolve(), stepsInPeace);
    const peace = paceOf(samples);
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
  { attack, peace }: { readonly attack: Attack; readonly peace: Pace },
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
    shopperSlowdown: slowdown(samples, peace),
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
