import type { OrdersApi } from '../services/orders/orders-service.ts';
import type { Replica } from '../services/replica.ts';
import type { Store } from '../run/store.ts';

const timeoutMs = 15_000;

/** Calls a random replica of orders, as the gateway does; undefined for no answer, though it may have taken effect. */
export function call<Answer>(
  store: Store,
  ask: (api: OrdersApi) => Promise<Answer>,
): Promise<Answer | undefined> {
  return callOf(store, store.ordersReplicas, ask);
}

/** Calls a random replica of a service, as the gateway does; undefined for no answer, though it may have taken effect. */
export function callOf<Api, Answer>(
  store: Store,
  replicas: readonly Replica<Api>[],
  ask: (api: Api) => Promise<Answer>,
): Promise<Answer | undefined> {
  const { world, server } = store.site;
  return new Promise((resolve) => {
    world.schedule(timeoutMs, () => resolve(undefined));
    const replica = world.random.pick(replicas);
    world.schedule(server.latency(), () => {
      const { running } = replica;
      if (running === undefined) {
        resolve(undefined);
        return;
      }
      running.process.atOnce(() => {
        ask(running.api).then(
          (answer) => {
            if (running.process.isAlive) world.schedule(server.latency(), () => resolve(answer));
          },
          () => world.schedule(server.latency(), () => resolve(undefined)),
        );
      });
    });
  });
}
