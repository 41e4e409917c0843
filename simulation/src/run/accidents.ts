import type { Store } from './store.ts';
import type { Weather } from './weather.ts';

/** Schedules accidents until the given time, each kind with its own mean interval. */
export function scheduleAccidents(store: Store, { meanMs, database }: Weather, untilMs: number): void {
  const { world } = store.site;
  const { random } = world;
  if (random.chance(0.25)) startLate(store, random.integer(500, 40_000));
  const every = (mean: number, happen: () => void): void => {
    if (mean === Infinity) return;
    world.schedule(-Math.log(1 - random.next()) * mean, () => {
      if (world.elapsedMs >= untilMs) return;
      happen();
      every(mean, happen);
    });
  };
  every(meanMs.kill, () =>
    random.pick(store.replicas).kill(random.integer(200, random.chance(0.2) ? 90_000 : 10_000)),
  );
  every(meanMs.pause, () => random.pick(store.replicas).pause(random.integer(500, 20_000)));
  every(meanMs.cut, () => store.server.cutOne());
  every(meanMs.relayLost, () => random.pick(Object.values(store.locks)).breakConnection());
  every(meanMs.natsCrash, () => {
    const downMs = crashNats(store);
    // A failure often follows another before everything that depends on it has recovered.
    if (random.chance(0.5))
      world.schedule(downMs + random.integer(100, 4000), () => {
        if (world.elapsedMs < untilMs) crashNats(store);
      });
  });
  every(meanMs.outage, () => {
    const before = database.outage;
    world.history.noteForAll('PostgreSQL is away for a while');
    database.outage = 1;
    world.schedule(random.integer(500, 8000), () => (database.outage = Math.min(before, database.outage)));
  });
}

/** @returns for how long it is down, in milliseconds */
function crashNats({ server, site: { world } }: Store): number {
  const tail = world.random.pick(['kept', 'lost', 'lost', 'all', 'all'] as const);
  const downMs = world.random.integer(100, 20_000);
  server.crash(downMs, tail);
  return downMs;
}

/** A whole service starts after the others, with no consumers until then. */
function startLate({ replicas, site: { world } }: Store, afterMs: number): void {
  const service = serviceOf(world.random.pick(replicas));
  for (const replica of replicas) if (serviceOf(replica) === service) replica.kill(afterMs);
}

function serviceOf({ name }: Store['replicas'][number]): string {
  return name.slice(0, name.lastIndexOf('-'));
}
