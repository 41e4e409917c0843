import { accounts } from '@cartwright/accounts';
import { carts } from '@cartwright/carts';
import type { Domain } from '@cartwright/events';
import { createGateway, readGatewayConfig, redisClock, type ReloadOutcome } from '@cartwright/gateway';
import { notifications } from '@cartwright/notifications';
import { orders } from '@cartwright/orders';
import { payments } from '@cartwright/payments';
import { createLogger, type Running } from '@cartwright/process';
import { products } from '@cartwright/products';
import { openPart, type OpenPart, type Surroundings } from './open-part.ts';
import { partEnvironment } from './part-environment.ts';

/** Where the store is run. */
export type MonolithOptions = Pick<Surroundings, 'env' | 'destination'>;

/** A store in one process. */
export interface Monolith extends Running {
  readonly url: string;
  /** Reads the supergraph file again. */
  readonly reload: () => Promise<ReloadOutcome>;
}

/** The gateway finishes what came from outside; then the subgraphs send off what that has led to. */
const gatewayDrainMs = 6_000;

/**
 * Starts the gateway and the six subgraphs in this process. They are the same as in processes of their own, with the same databases
 * and messages; but they call each other by value, and only the gateway listens.
 */
export async function startMonolith(options: MonolithOptions): Promise<Monolith> {
  const config = readGatewayConfig(partEnvironment('gateway', options.env));
  const logger = createLogger({ name: 'gateway', level: config.logLevel, destination: options.destination });
  const clock = redisClock(config.redisUrl, logger);
  const [parts] = await Promise.all([openParts(options), clock.start()]);
  const { identity } = partOf(parts, 'accounts');
  const subgraphs = Object.fromEntries(parts.map(({ name, local }) => [name, local]));
  const gateway = await createGateway({
    config,
    logger,
    now: clock.now,
    local: { subgraphs, identity },
    drainTimeoutMs: gatewayDrainMs,
  });
  await Promise.all(parts.map((part) => part.start()));
  const { url } = await gateway.listen();
  return {
    url,
    reload: gateway.reload,
    close: async () => {
      await gateway.close();
      await Promise.all(parts.map((part) => part.close()));
    },
  };
}

/** Accounts first: the others ask it who asks. */
async function openParts(options: MonolithOptions): Promise<OpenPart[]> {
  const parts: OpenPart[] = [];
  const neighbours = (name: Domain) => partOf(parts, name).local;
  const first = await openPart(accounts, { ...options, neighbours });
  const { verifyToken, endedSessions } = first.identity;
  const shared = { ...options, neighbours, identity: { verifyToken, endedSessions } };
  const others = await Promise.all([
    openPart(products, shared),
    openPart(carts, shared),
    openPart(orders, shared),
    openPart(payments, shared),
    openPart(notifications, shared),
  ]);
  parts.push(first, ...others);
  return parts;
}

function partOf(parts: readonly OpenPart[], name: Domain): OpenPart {
  const found = parts.find((part) => part.name === name);
  if (found === undefined) throw new Error(`${name} is used before it is built`);
  return found;
}
