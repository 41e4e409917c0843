import { createPolicy } from '@cartwright/orders';
import type { Logger } from '@cartwright/process';
import { MemoryDatabase } from '../database/database.ts';
import { Server, type ReadEnvelope } from '../network/server.ts';
import { Provider } from '../provider/provider.ts';
import { tokens } from '../provider/tokens.ts';
import { startCarts, type CartsApi } from '../services/carts/carts-service.ts';
import { MemoryCarts } from '../services/carts/memory-carts.ts';
import { reachCarts } from '../services/carts/reach-carts.ts';
import { MemoryMessages } from '../services/messages/memory-messages.ts';
import { MemoryNotifications } from '../services/notifications/memory-notifications.ts';
import { startNotifications } from '../services/notifications/notifications-service.ts';
import { MemoryOrders } from '../services/orders/memory-orders.ts';
import { startOrders, type OrdersApi } from '../services/orders/orders-service.ts';
import { MemoryPayments } from '../services/payments/memory-payments.ts';
import { startPayments, type PaymentsApi } from '../services/payments/payments-service.ts';
import { MemoryPurchases } from '../services/products/memory-purchases.ts';
import { MemoryStock } from '../services/products/memory-stock.ts';
import { startProducts, type ProductsApi } from '../services/products/products-service.ts';
import { Monitor } from '../services/monitor.ts';
import { RelayLock } from '../services/relay-lock.ts';
import { Replica } from '../services/replica.ts';
import type { Site } from '../services/site.ts';
import type { World } from '../world/world.ts';
import { KnownPrices } from './known-prices.ts';
import { watchOrders } from './watch-orders.ts';
import type { Weather } from './weather.ts';

const webhookSecret = 'a secret between the provider and payments';
const domains = ['orders', 'products', 'payments', 'carts', 'notifications'] as const;
type SimulatedDomain = (typeof domains)[number];

/** The whole store in memory: five services with two replicas each, their databases, NATS and the provider. */
export class Store {
  readonly site: Site;
  readonly server: Server;
  readonly provider: Provider;
  readonly orders: MemoryOrders;
  readonly stock: MemoryStock;
  readonly payments: MemoryPayments;
  readonly carts: MemoryCarts;
  readonly knownPrices: KnownPrices;
  readonly notifications: MemoryNotifications;
  readonly messages: Readonly<Record<SimulatedDomain, MemoryMessages>>;
  readonly locks: Readonly<Record<SimulatedDomain, RelayLock>>;
  readonly databases: readonly MemoryDatabase[];
  readonly ordersReplicas: readonly Replica<OrdersApi>[];
  readonly productsReplicas: readonly Replica<ProductsApi>[];
  readonly replicas: readonly Replica<unknown>[];

  constructor(world: World, weather: Weather, limits: Parameters<typeof createPolicy>[0]) {
    this.server = new Server(world, weather.network, this.#readEnvelope);
    const parts = { world, server: this.server, faults: weather.process };
    const site = { ...parts, logger: silent, monitor: new Monitor(world.history) };
    this.site = site;
    const databases = perDomain((domain) => databaseOf(domain, site, weather));
    this.databases = Object.values(databases);
    this.messages = perDomain((domain) => new MemoryMessages(domain, databases[domain]));
    this.locks = perDomain(() => new RelayLock());
    this.orders = new MemoryOrders(databases.orders);
    this.stock = new MemoryStock(databases.products);
    this.payments = new MemoryPayments(databases.payments);
    this.carts = new MemoryCarts(databases.carts);
    this.knownPrices = new KnownPrices(this.carts);
    this.notifications = new MemoryNotifications(databases.notifications);

    const shared = <D extends SimulatedDomain>(domain: D) => ({
      site,
      messages: this.messages[domain],
      lock: this.locks[domain],
    });
    const paymentsReplicas: Replica<PaymentsApi>[] = [];
    const receivers = (): readonly Replica<PaymentsApi>[] => paymentsReplicas;
    const provider = new Provider({ world, faults: weather.provider, webhookSecret, receivers });
    this.provider = provider;

    const carts = { ...shared('carts'), tables: this.carts };
    const cartsReplicas = two<CartsApi>('carts', site, (process) => startCarts(carts, process));
    const products = { ...shared('products'), tables: this.stock, purchases: new MemoryPurchases() };
    this.productsReplicas = two<ProductsApi>('products', site, (process) => startProducts(products, process));
    const payments = {
      ...shared('payments'),
      tables: this.payments,
      webhookSecret,
      tokens: tokens.map(([token]) => token),
      ask: (process: Parameters<typeof startPayments>[1]) => provider.askFrom(process),
    };
    paymentsReplicas.push(
      ...two<PaymentsApi>('payments', site, (process) => startPayments(payments, process)),
    );
    const notifications = { ...shared('notifications'), tables: this.notifications, mail: weather.mail };
    const notificationsReplicas = two('notifications', site, (process) =>
      startNotifications(notifications, process),
    );
    const orders = {
      ...shared('orders'),
      tables: this.orders,
      policy: createPolicy(limits),
      freezeCart: (process: Parameters<typeof startOrders>[1]) => reachCarts(site, cartsReplicas, process),
    };
    this.ordersReplicas = two<OrdersApi>('orders', site, (process) => startOrders(orders, process));
    this.replicas = [
      ...this.ordersReplicas,
      ...this.productsReplicas,
      ...paymentsReplicas,
      ...cartsReplicas,
      ...notificationsReplicas,
    ];
    watchOrders({ orders: this.orders, stock: this.stock, provider, monitor: site.monitor });
  }

  /** Looks up the content of a message that is being published; reports one whose transaction is not committed. */
  readonly #readEnvelope: ReadEnvelope = (domain, ticket, subject) => {
    const row = this.messages[domain as SimulatedDomain].outbox.committed.get(ticket);
    if (row === undefined)
      this.site.monitor.report(
        `${domain} has published ${subject} before it was committed`,
        subject.slice(-36),
      );
    return row?.envelope;
  };
}

function databaseOf(domain: string, { world, monitor }: Site, weather: Weather): MemoryDatabase {
  return new MemoryDatabase({
    random: world.random,
    faults: weather.database,
    onViolation: ({ message, orderId }) =>
      monitor.report(`${domain} wanted to store what ${message}`, orderId),
  });
}

function two<Api>(
  name: string,
  site: Site,
  start: ConstructorParameters<typeof Replica<Api>>[2],
): Replica<Api>[] {
  return [1, 2].map((number) => new Replica(`${name}-${number}`, site, start));
}

function perDomain<T>(make: (domain: SimulatedDomain) => T): Record<SimulatedDomain, T> {
  return Object.fromEntries(domains.map((domain) => [domain, make(domain)])) as Record<SimulatedDomain, T>;
}

const nothing = (): void => undefined;
const silent = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  child: () => silent,
} as unknown as Logger;
