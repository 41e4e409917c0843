import type { SimulateOptions } from '../options.ts';
import { runWorlds } from '../run/run-worlds.ts';
import type { Mutation } from './mutation.ts';
import { mutations } from './mutations.ts';
import { mutatedSource } from './apply-mutation.ts';

/** So many orders may pass before a fault must have been noticed. */
const budget = 4000;

/** `npm run simulate -- --mutations`: breaks production's code in every way on the list. @returns whether each was noticed */
export async function runMutations({ seed, workers }: SimulateOptions): Promise<boolean> {
  for (const mutation of mutations) mutatedSource(mutation);
  console.log('| fault | noticed by | after orders | world |\n| --- | --- | --- | --- |');
  let missed = 0;
  for (const mutation of mutations) {
    const row = await runMutation(mutation, { seed, workers });
    if (row.noticedBy === undefined) missed += 1;
    console.log(`| ${mutation.name} | ${row.noticedBy ?? 'MISSED'} | ${row.orders} | ${row.world} |`);
  }
  console.log(`\n${mutations.length} faults, ${mutations.length - missed} noticed, ${missed} missed`);
  return missed === 0;
}

interface Row {
  readonly noticedBy: string | undefined;
  readonly orders: number;
  readonly world: string;
}

async function runMutation(
  mutation: Mutation,
  { seed, workers }: Pick<SimulateOptions, 'seed' | 'workers'>,
): Promise<Row> {
  try {
    const { broken, orders } = await runWorlds({ seed, workers, orders: budget, mutation });
    const invariants = new Set(broken?.violations.map(({ invariant }) => invariant));
    return { noticedBy: broken && [...invariants].join(', '), orders, world: broken?.seed ?? '' };
  } catch (error) {
    const [what = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return { noticedBy: `an error: ${what}`, orders: 0, world: '' };
  }
}
