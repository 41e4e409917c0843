import { violationsOf, type Violation } from '@cartwright/invariants';
import type { TestStore } from '@cartwright/stack/test-store';
import { readSnapshot, type Knowledge } from './snapshot.ts';

/** The violations of the invariants in a store at rest; empty when all hold. */
export async function violations(
  store: Pick<TestStore, 'databaseUrl'>,
  knowledge: Knowledge = {},
): Promise<Violation[]> {
  return violationsOf(await readSnapshot(store, knowledge), 'at-rest');
}
