import { violationsOf, type Violation } from '@cartwright/invariants';
import type { TestStore } from '@cartwright/testing';
import { readSnapshot, type Knowledge } from './snapshot.ts';

/** Everything that is wrong with a store at rest; empty when all invariants hold. */
export async function violations(
  store: Pick<TestStore, 'databaseUrl'>,
  knowledge: Knowledge = {},
): Promise<Violation[]> {
  return violationsOf(await readSnapshot(store, knowledge), 'at-rest');
}
