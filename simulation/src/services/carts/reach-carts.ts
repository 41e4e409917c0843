import { CartsUnavailable, type FreezeCart } from '@cartwright/orders';
import type { Process } from '../../world/process.ts';
import type { Replica } from '../replica.ts';
import type { Site } from '../site.ts';
import type { CartsApi } from './carts-service.ts';

const timeoutMs = 3000;
const tries = 2;

/** Orders' call to carts, over a network that loses requests and answers. */
export function reachCarts(site: Site, replicas: readonly Replica<CartsApi>[], process: Process): FreezeCart {
  return async (request) => {
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      const answer = await askOnce(site, site.world.random.pick(replicas), process, (api) =>
        api.freeze(request),
      );
      if (answer !== undefined) return answer;
    }
    throw new CartsUnavailable('Carts did not answer');
  };
}

/** One request; undefined when no answer came in time. */
function askOnce<Answer>(
  { server, world, faults }: Site,
  replica: Replica<CartsApi>,
  caller: Process,
  ask: (api: CartsApi) => Promise<Answer>,
): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    caller.after(timeoutMs, () => resolve(undefined));
    if (world.random.chance(faults.death)) return;
    world.schedule(server.latency(), () => {
      const { running } = replica;
      if (running === undefined) return;
      const answered = (answer: Answer): void => {
        if (running.process.isAlive) caller.after(server.latency(), () => resolve(answer));
      };
      running.process.atOnce(() => void ask(running.api).then(answered, () => undefined));
    });
  });
}
