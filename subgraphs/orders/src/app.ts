import { orderStatusChanged } from '@cartwright/events';
import { createMessaging, type Messaging } from '@cartwright/messaging';
import { type DatabaseOptions } from '@cartwright/database';
import { type Logger } from '@cartwright/process';
import { createSubgraph } from '@cartwright/subgraph';
import { v7 as uuidv7 } from 'uuid';
import { createFreezeCart } from './carts/freeze-cart.ts';
import type { Config } from './config.ts';
import { createPolicy } from './domain/checkout/policy.ts';
import type { Context } from './graphql.ts';
import { consumes, publishes, watches } from './messages.ts';
import { checkoutsWithin } from './repository/checkout-store.ts';
import { createDatabase, pingDatabase, type Database, type Transaction } from './repository/database.ts';
import { IdempotencyKeys } from './repository/idempotency-keys.ts';
import { OrderSteps } from './repository/order-steps.ts';
import { Orders } from './repository/orders.ts';
import { ParkedMessages } from './repository/parked-messages.ts';
import { recordStaffAction, StaffActions } from './repository/staff-actions.ts';
import { WaitingOrders } from './repository/waiting-orders.ts';
import { resolvers } from './resolvers/mod.ts';
import type { AdvanceDependencies } from './use-cases/advance-checkouts.ts';
import type { CancelOrderDependencies } from './use-cases/cancel-order.ts';
import { OrderFollowers } from './use-cases/follow-order/order-followers.ts';
import { forgetKeys } from './use-cases/forget-keys.ts';
import { createOperations, type Operations } from './use-cases/operations/operations.ts';
import { createOrderLoaders } from './use-cases/order-loaders.ts';
import { sweepCheckouts } from './use-cases/sweep-checkouts.ts';
import { Sweeper } from './use-cases/sweeper.ts';
import { createUseCases } from './use-cases/use-cases.ts';

/** What orders is built from. */
export interface OrdersOptions {
  readonly config: Config;
  readonly logger: Logger;
  readonly now?: () => Date;
  readonly database?: DatabaseOptions;
}

/** Orders as a whole: its server, its messaging and what runs in the background. */
export interface OrdersApp {
  listen(): Promise<{ url: string }>;
  close(): Promise<void>;
}

/** What the parts share. */
interface Parts extends AdvanceDependencies {
  readonly config: Config;
  readonly logger: Logger;
  readonly database: Database;
  readonly newId: () => string;
}

/** Builds orders; nothing listens until `listen`. */
export function createOrdersApp(options: OrdersOptions): OrdersApp {
  const parts = createParts(options);
  const { config, logger, now, database } = parts;
  const messaging = createOrdersMessaging(parts);
  const orders = new Orders(database);
  const keys = new IdempotencyKeys(database);
  const followers = new OrderFollowers({ steps: new OrderSteps(database), logger });
  const freezeCart = createFreezeCart({ urls: config.CARTS_URL, secret: config.GATEWAY_SECRET });
  const audit = auditOf(parts);
  const useCases = createUseCases({ ...parts, orders, keys, followers, messaging, freezeCart, audit });
  const operations = createStaffOperations(parts, messaging);
  const subgraph = createSubgraph<Context>({
    name: 'orders',
    config,
    logger,
    now,
    schemaFile: new URL('../schema.graphql', import.meta.url),
    resolvers,
    createContext: (input) => ({ ...input, useCases, operations, loaders: createOrderLoaders(orders) }),
    readiness: { database: () => pingDatabase(database) },
    tolerates: { messaging: () => messaging.assertConnected() },
  });
  const sweepers = createSweepers(parts, messaging, keys);
  return {
    listen: async () => {
      await messaging.start();
      messaging.follow(orderStatusChanged, ({ data }) => followers.wake(data.orderId, data.version));
      followers.start();
      for (const sweeper of sweepers) sweeper.start();
      return subgraph.listen();
    },
    close: async () => {
      await Promise.all(sweepers.map((sweeper) => sweeper.stop()));
      await subgraph.close();
      await followers.stop();
      await messaging.stop();
      await database.$disconnect();
    },
  };
}

function createParts({ config, logger, now = () => new Date(), database }: OrdersOptions): Parts {
  const onConnectionError = (error: Error): void =>
    logger.warn({ err: error }, 'a database connection broke');
  return {
    config,
    logger,
    now,
    newId: () => uuidv7(),
    checkouts: checkoutsWithin,
    database: createDatabase(config.DATABASE_URL, { onConnectionError, ...database }),
    policy: createPolicy({
      stepTimeoutSeconds: config.CHECKOUT_STEP_TIMEOUT_SECONDS,
      reservationSeconds: config.CHECKOUT_RESERVATION_SECONDS,
    }),
  };
}

function createOrdersMessaging(parts: Parts): Messaging<Transaction> {
  const { config, logger, database, now } = parts;
  return createMessaging<Transaction>({
    domain: 'orders',
    database,
    databaseUrl: config.DATABASE_URL,
    natsUrl: config.NATS_URL,
    logger,
    failpoint: config.FAILPOINTS,
    now,
    publishes,
    consumes: [...consumes(parts), ...watches()],
  });
}

function createStaffOperations(parts: Parts, messaging: Messaging<Transaction>): Operations {
  const { database } = parts;
  return createOperations({
    ...parts,
    messaging,
    parkedMessages: new ParkedMessages(database),
    staffActions: new StaffActions(database),
    waitingOrders: new WaitingOrders(database),
  });
}

/** Notes that staff cancelled another's order with `orderCancel`, which takes no reason. */
function auditOf({ newId, now }: Parts): NonNullable<CancelOrderDependencies['audit']> {
  return (tx, { staffId, orderId }) =>
    recordStaffAction(tx, {
      id: newId(),
      staffId,
      action: 'ORDER_CANCEL',
      target: orderId,
      reason: 'No reason was asked for.',
      at: now(),
    });
}

function createSweepers(
  parts: Parts,
  messaging: Messaging<Transaction>,
  keys: IdempotencyKeys,
): readonly Sweeper[] {
  const { logger } = parts;
  const sweep = () => sweepCheckouts({ ...parts, messaging });
  const forget = () => forgetKeys(keys, parts.now());
  return [
    new Sweeper({ sweep, intervalMs: 1_000, logger }),
    new Sweeper({ sweep: forget, intervalMs: 3_600_000, logger }),
  ];
}
