import { violationsOf, type Violation } from '@cartwright/invariants';
import { buy } from '../buyers/buyer.ts';
import { changeBundle, openCatalogue } from '../buyers/catalogue.ts';
import type { OrderWithLines } from '@cartwright/orders';
import type { Shop } from '../buyers/shop.ts';
import { schedulePrices } from '../buyers/price-lists.ts';
import { scheduleOffers } from '../buyers/flash-offers.ts';
import { scheduleDeliveries } from '../buyers/supplier.ts';
import { scheduleTransfers } from '../buyers/transfers.ts';
import { World } from '../world/world.ts';
import { scheduleAccidents } from './accidents.ts';
import { brokenPromises } from './broken-promises.ts';
import { fairWeatherViolations } from './fair-weather.ts';
import { isSettled } from './is-settled.ts';
import { snapshotOf } from './snapshot-of.ts';
import { Store } from './store.ts';
import { Turns } from './watch-turns.ts';
import { clearUp, drawWeather, fairWeather } from './weather.ts';

/** The options of one world. */
export interface WorldOptions {
  readonly seed: string;
  readonly buyers: number;
  readonly withFaults: boolean;
  /** Records the history of each order. */
  readonly withHistory: boolean;
}

/** The result of one world. */
export interface WorldReport {
  readonly seed: string;
  readonly buyers: number;
  readonly orders: number;
  readonly confirmed: number;
  readonly events: number;
  readonly virtualSeconds: number;
  readonly violations: readonly Violation[];
  /** The histories of the orders that violations concern. */
  readonly histories: Readonly<Record<string, readonly string[]>>;
}

/** Safety is checked after every so many events. */
const checkEvery = 20_000;
/** Who waits changes with every order, and who waited for too long is seen no more afterwards. */
const checkTurnsEvery = 500;
const settleEvery = 50;
/** The virtual time within which everything must come to rest after the last fault. */
const settleWithinMs = 75 * 60_000;
const graceMs = 40_000;
/** Some thirteen times the events that a buyer causes, and those of the world itself. */
const mostEvents = (buyers: number): number => 1_000_000 + 1000 * buyers;

/** Runs one world to its end: buyers and faults first, then no more faults until everything is at rest. */
export async function runWorld(options: WorldOptions): Promise<WorldReport> {
  const world = new World(options.seed);
  world.history.isOn = options.withHistory;
  const { random } = world;
  const isFair = !options.withFaults || random.chance(0.15);
  const weather = isFair ? fairWeather() : drawWeather(random);
  const store = new Store(world, weather, {
    reservationSeconds: random.pick([30, 60, 180, 900]),
    reviewSeconds: random.pick([20, 60, 300]),
  });
  const articles = openCatalogue(store, options.buyers);
  const answers = {
    accepted: [],
    quotes: [],
    followers: [],
    promisedToCancel: new Set<string>(),
    retries: new Map(),
    decisions: new Map(),
    sendings: new Map(),
    turns: new Turns(store.stock),
    staffAtWork: new Set<Promise<void>>(),
  };
  const shop: Shop = { store, articles, ...answers };
  const openForMs = random.integer(5_000, 60_000);
  scheduleDeliveries(shop, openForMs);
  scheduleTransfers(shop, openForMs);
  schedulePrices(shop, openForMs);
  scheduleOffers(shop, { buyers: options.buyers, openForMs });
  if (!isFair) scheduleAccidents(store, weather, openForMs);
  for (let change = random.integer(0, 6); change > 0; change -= 1)
    world.schedule(random.integer(0, openForMs), () => changeBundle(store, articles));
  world.schedule(openForMs, () => clearUp(weather));
  // They mostly come as a crowd, and the faults that follow hit the orders that are under way.
  const rushMs = openForMs * random.pick([0.2, 0.4, 0.6, 1]);
  let buying = options.buyers;
  for (let buyer = 0; buyer < options.buyers; buyer += 1) {
    world.schedule(random.integer(0, rushMs), () => void buy(shop).finally(() => (buying -= 1)));
  }
  const violations = await runToRest(shop, { buyers: options.buyers, openForMs, buying: () => buying });
  return report(options, shop, isFair ? [...violations, ...fairWeatherViolations(store)] : violations);
}

interface Opening {
  readonly buyers: number;
  readonly openForMs: number;
  /** How many buyers are still active. */
  readonly buying: () => number;
}

async function runToRest(shop: Shop, { buyers, openForMs, buying }: Opening): Promise<Violation[]> {
  const { world } = shop.store.site;
  let violations: Violation[] = [];
  let restSinceMs: number | undefined;
  const isOver = (): boolean => {
    if (world.isInEndlessLoop || world.eventCount > mostEvents(buyers)) violations = endless(shop);
    else if (world.eventCount % checkEvery === 0) violations = violationsOf(snapshotOf(shop), 'at-work');
    else if (world.eventCount % checkTurnsEvery === 0) violations = shop.turns.violations();
    if (violations.length > 0) return true;
    if (world.elapsedMs < openForMs || world.eventCount % settleEvery !== 0) return false;
    if (world.elapsedMs > openForMs + settleWithinMs) return true;
    if (buying() > 0 || shop.staffAtWork.size > 0 || !isSettled(shop.store)) restSinceMs = undefined;
    else restSinceMs ??= world.elapsedMs;
    return restSinceMs !== undefined && world.elapsedMs > restSinceMs + graceMs;
  };
  await world.run(isOver);
  if (violations.length > 0) return violations;
  return [...violationsOf(snapshotOf(shop), 'at-rest'), ...brokenPromises(shop)];
}

/** The violations of a world that would never come to rest. */
function endless(shop: Shop): Violation[] {
  const atSeconds = Math.round(shop.store.site.world.elapsedMs / 1000);
  const message = `after ${atSeconds} s the world repeats itself without progress`;
  return [{ invariant: 'orders-end', message }, ...violationsOf(snapshotOf(shop), 'at-rest')];
}

function report(
  { seed, buyers }: WorldOptions,
  { store }: Shop,
  violations: readonly Violation[],
): WorldReport {
  const { world } = store.site;
  const orders = [...store.orders.orders.committed.values()];
  const concerned = concernedBy(violations, orders).slice(0, 3);
  return {
    seed,
    buyers,
    orders: orders.length,
    confirmed: orders.filter(({ step }) => step === 'confirmed').length,
    events: world.eventCount,
    virtualSeconds: Math.round(world.elapsedMs / 1000),
    violations,
    histories: Object.fromEntries(concerned.map((orderId) => [orderId, world.history.of(orderId)])),
  };
}

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** The orders that violations name, and then the latest of those that bought what they name. */
function concernedBy(violations: readonly Violation[], orders: readonly OrderWithLines[]): string[] {
  const named = new Set(violations.flatMap(({ message }) => message.match(uuid) ?? []));
  const buying = orders.filter(({ lines }) => lines.some(({ variantId }) => named.has(variantId)));
  const latest = buying.map(({ id }) => id).reverse();
  return [...new Set([...violations.flatMap(({ orderId }) => orderId ?? []), ...latest])];
}
