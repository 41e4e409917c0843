import { mutatedEnvironment } from '@cartwright/mutations';
import { attacks } from '../attacks.ts';
import type { Attack } from '../attack.ts';
import { find } from '../run-attacks.ts';
import type { Target } from '../target/target.ts';
import { faultsOf, type Mutant } from './mutant.ts';
import { mutants } from './mutants.ts';
import { Switchboard } from './switchboard.ts';

/** The first attack that succeeded without a guard. */
interface Through {
  readonly attack: Attack;
  readonly got: string;
}

/**
 * `npm run attack -- --mutants`: switches each guard off in turn and tries the attacks that it guards against.
 * @returns whether one of them succeeded each time
 */
export async function runMutants(target: Target, only: readonly string[]): Promise<boolean> {
  const chosen = mutants.filter(({ name }) => only.length === 0 || only.some((word) => name.includes(word)));
  for (const mutant of chosen) if ('parts' in mutant) mutatedEnvironment(faultsOf(mutant));
  console.log('| without this guard | this attack succeeds | it got | ms |\n| --- | --- | --- | ---: |');
  const switchboard = new Switchboard(target);
  let missed = 0;
  for (const mutant of chosen) {
    const startedAt = performance.now();
    const through = await tryWithout(switchboard, mutant);
    if (typeof through !== 'object') missed += 1;
    const cells = [
      mutant.name,
      ...(typeof through === 'object' ? [through.attack.name, through.got] : ['**none**', through ?? '']),
    ];
    console.log(`| ${cells.map(shown).join(' | ')} | ${(performance.now() - startedAt).toFixed(0)} |`);
  }
  await switchboard.restore();
  console.log(`\n${chosen.length} guards, ${missed} whose absence no attack noticed`);
  return missed === 0;
}

const maxShown = 160;

const shown = (text: string): string => text.replaceAll(/[|\s]+/g, ' ').slice(0, maxShown);

/** A store that does not start without a guard proves nothing. @returns why it did not */
async function tryWithout(switchboard: Switchboard, mutant: Mutant): Promise<Through | string | undefined> {
  try {
    return await firstThrough(await switchboard.switchOff(mutant), mutant);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The first attack that succeeds without one guard; the store has it again afterwards. */
export async function runMutant(target: Target, mutant: Mutant): Promise<Through | undefined> {
  const switchboard = new Switchboard(target);
  try {
    return await firstThrough(await switchboard.switchOff(mutant), mutant);
  } finally {
    await switchboard.restore();
  }
}

async function firstThrough(target: Target, { noticedBy }: Mutant): Promise<Through | undefined> {
  for (const attack of attacksNamed(noticedBy)) {
    const { held, got } = await find(attack, target);
    if (!held) return { attack, got };
  }
  return undefined;
}

function attacksNamed(names: readonly string[]): Attack[] {
  return names.map((name) => {
    const attack = attacks.find((one) => one.name === name);
    if (attack === undefined) throw new RangeError(`There is no attack "${name}".`);
    return attack;
  });
}
