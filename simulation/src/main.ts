import type { Mutation } from '@cartwright/mutations';
import { mutations } from './mutations/mutations.ts';
import { runMutations } from './mutations/run-mutations.ts';
import { readOptions, type SimulateOptions } from './options.ts';
import { describeBroken } from './run/describe.ts';
import { runWorlds, type RunSum } from './run/run-worlds.ts';
import { runWorld } from './run/run-world.ts';

/** `npm run simulate`. @returns whether all held */
async function simulate(options: SimulateOptions): Promise<boolean> {
  if (options.mutations) return runMutations(options);
  if (options.world !== undefined) return replay(options.world, options.buyers);
  const started = performance.now();
  let shownAt = started;
  const onReport = (sum: RunSum): void => {
    if (performance.now() - shownAt < 10_000) return;
    shownAt = performance.now();
    console.log(progress(sum, started));
  };
  const { seed, orders, workers, buyers } = options;
  const sum = await runWorlds({ seed, orders, workers, buyers, ...mutationOf(options), onReport });
  if (sum.broken !== undefined) console.log(describeBroken(sum.broken));
  console.log(progress(sum, started));
  return sum.broken === undefined;
}

function mutationOf({ mutation: name }: SimulateOptions): { mutation?: Mutation } {
  const mutation = mutations.find((one) => one.name === name);
  return mutation === undefined ? {} : { mutation };
}

async function replay(seed: string, buyers: number): Promise<boolean> {
  const report = await runWorld({ seed, buyers, withFaults: true, withHistory: true });
  const { orders, confirmed, events, virtualSeconds, violations } = report;
  if (violations.length > 0) console.log(describeBroken(report));
  console.log(
    `World ${seed}: ${orders} orders, ${confirmed} confirmed, ${events} events in ${virtualSeconds} virtual seconds, ${violations.length} violations`,
  );
  return violations.length === 0;
}

function progress(
  { worlds, orders, confirmed, events, virtualSeconds, broken }: RunSum,
  started: number,
): string {
  const seconds = (performance.now() - started) / 1000;
  const rate = Math.round(orders / seconds);
  const days = (virtualSeconds / 86_400).toFixed(1);
  return (
    `${orders} orders (${confirmed} confirmed) in ${worlds} worlds, ${events} events over ${days} virtual days, ` +
    `${broken === undefined ? 0 : broken.violations.length} violations; ${seconds.toFixed(0)} s, ${rate} orders/s`
  );
}

process.exitCode = (await simulate(readOptions(process.argv.slice(2)))) ? 0 : 1;
