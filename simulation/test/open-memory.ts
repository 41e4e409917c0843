import type { SqlTransaction } from '@cartwright/messaging';
import { MemoryDatabase, type Connection } from '../src/database/database.ts';
import { Process } from '../src/world/process.ts';
import { World } from '../src/world/world.ts';

/** A database in memory in a world of its own, for the contract suites of the stores on it. */
export interface OpenMemory {
  readonly world: World;
  readonly database: MemoryDatabase;
  readonly connection: Connection<SqlTransaction>;
  readonly passSeconds: (seconds: number) => Promise<void>;
}

/** Opens a database without faults. */
export function openMemory(): OpenMemory {
  const world = new World('contract');
  const faults = { slow: 0, conflict: 0, outage: 0, lostCommit: 0 };
  const database = new MemoryDatabase({ random: world.random, faults, onViolation: () => undefined });
  return {
    world,
    database,
    connection: database.connect(new Process('contract', world)),
    passSeconds: (seconds) => {
      world.schedule(seconds * 1000, () => undefined);
      return world.run(() => false);
    },
  };
}
