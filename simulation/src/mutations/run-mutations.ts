import type { SimulateOptions } from '../options.ts';
import { runWorlds } from '../run/run-worlds.ts';
import type { Mutation } from '@cartwright/mutations';
import { mutations } from './mutations.ts';
import { mutatedSource } from '@cartwright/mutations';

type MutationRun = Pick<SimulateOptions, 'seed' | 'workers' | 'buyers' | 'orders'>;

/**
 * `npm run simulate -- --mutations`: applies each fault on the list to production's code, and runs up to `orders` orders
 * with it. @returns whether each harmful fault was noticed
 */
export async function runMutations(options: MutationRun): Promise<boolean> {
  for (const mutation of mutations) mutatedSource(mutation);
  console.log('| fault | noticed by | after orders | world |\n| --- | --- | --- | --- |');
  const counts = { noticed: 0, harmless: 0, missed: 0 };
  for (const mutation of mutations) {
    const row = await runMutation(mutation, options);
    counts[resultOf(mutation, row)] += 1;
    const noticedBy = row.noticedBy ?? unnoticed(mutation);
    console.log(`| ${mutation.name} | ${noticedBy} | ${row.orders} | ${row.world} |`);
  }
  const { noticed, harmless, missed } = counts;
  console.log(`\n${mutations.length} faults: ${noticed} noticed, ${harmless} harmless, ${missed} missed`);
  return missed === 0;
}

interface Row {
  readonly noticedBy: string | undefined;
  readonly orders: number;
  readonly world: string;
}

function resultOf({ harmlessBecause }: Mutation, { noticedBy }: Row): 'noticed' | 'harmless' | 'missed' {
  if (noticedBy !== undefined) return 'noticed';
  return harmlessBecause === undefined ? 'missed' : 'harmless';
}

function unnoticed({ harmlessBecause }: Mutation): string {
  return harmlessBecause === undefined ? '**missed**' : `harmless: ${harmlessBecause}`;
}

async function runMutation(
  mutation: Mutation,
  { seed, workers, buyers, orders: atMost }: MutationRun,
): Promise<Row> {
  try {
    const { broken, orders } = await runWorlds({ seed, workers, buyers, orders: atMost, mutation });
    const invariants = new Set(broken?.violations.map(({ invariant }) => invariant));
    return { noticedBy: broken && [...invariants].join(', '), orders, world: broken?.seed ?? '' };
  } catch (error) {
    const [what = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return { noticedBy: `an error: ${what}`, orders: 0, world: '' };
  }
}
