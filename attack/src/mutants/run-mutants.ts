import { mutatedEnvironment } from '@cartwright/mutations';
import { attacks } from '../attacks.ts';
import type { Attack } from '../attack.ts';
import { find } from '../run-attacks.ts';
import type { Target } from '../target/target.ts';
import type { Mutant } from './mutant.ts';
import { mutants } from './mutants.ts';

/**
 * `npm run attack -- --mutants`: switches each guard off in turn and tries the attacks that it guards against.
 * @returns whether one of them succeeded each time
 */
export async function runMutants(target: Target, only: readonly string[]): Promise<boolean> {
  const chosen = mutants.filter(({ name }) => only.length === 0 || only.some((word) => name.includes(word)));
  for (const mutant of chosen) mutatedEnvironment([mutant]);
  console.log('| without this guard | this attack succeeds | it got |\n| --- | --- | --- |');
  let missed = 0;
  for (const mutant of chosen) {
    const through = await runMutant(target, mutant);
    if (through === undefined) missed += 1;
    console.log(`| ${mutant.name} | ${through?.attack.name ?? '**none**'} | ${through?.got ?? ''} |`);
  }
  console.log(`\n${chosen.length} guards, ${missed} whose absence no attack noticed`);
  return missed === 0;
}

/** The first attack that succeeds without the guard. */
export async function runMutant(
  target: Target,
  mutant: Mutant,
): Promise<{ readonly attack: Attack; readonly got: string } | undefined> {
  const environment = mutatedEnvironment([mutant]);
  for (const part of mutant.parts) await target.store.process(part).restart(environment);
  try {
    for (const attack of attacksNamed(mutant.noticedBy)) {
      const { held, got } = await find(attack, target);
      if (!held) return { attack, got };
    }
    return undefined;
  } finally {
    for (const part of mutant.parts) await target.store.process(part).restart();
  }
}

function attacksNamed(names: readonly string[]): Attack[] {
  return names.map((name) => {
    const attack = attacks.find((one) => one.name === name);
    if (attack === undefined) throw new RangeError(`There is no attack "${name}".`);
    return attack;
  });
}
