import { temporaryDirectory, type TemporaryDirectory } from '@cartwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attackGroups } from './src/attacks.ts';
import { mutants } from './src/mutants/mutants.ts';
import { runMutant } from './src/mutants/run-mutants.ts';
import { runAttacks } from './src/run-attacks.ts';
import { failuresIn } from './src/shopper/pace.ts';
import { openTarget } from './src/target/open-target.ts';
import type { Target } from './src/target/target.ts';

let directory: TemporaryDirectory;
let target: Target;
beforeAll(async () => {
  directory = temporaryDirectory('attack');
  target = await openTarget(directory.path);
});
afterAll(async () => {
  await target.store.stop();
  directory.remove();
});

describe('a store in production mode', () => {
  it('holds against attacks while somebody shops', async () => {
    const { rows } = await runAttacks(
      target,
      attackGroups.flatMap((group) => group.slice(0, 1)), // the others are for `npm run attack`
      { isPaceJudged: false },
    );
    const through = rows.filter(({ finding }) => !finding.held);
    expect(through.map(({ attack, finding }) => `${attack.name}: ${finding.got}`)).toEqual([]);
    expect(rows.flatMap(({ samples }) => failuresIn(samples))).toEqual([]);
    expect(rows.length).toBeGreaterThan(10);
  });

  it('does not hold without one of its guards', async () => {
    const mutant = mutants.find(({ name }) => name === 'every error of a request is told');
    expect(mutant && (await runMutant(target, mutant))?.got).toBe('100 errors');
  });
});
