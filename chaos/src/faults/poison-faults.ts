import { randomUUID } from 'node:crypto';
import { queryDomain } from '@cartwright/e2e/support/query-domain.ts';
import type { Domain } from '@cartwright/stack';
import { waitFor } from '@cartwright/testing';
import { connect } from '@nats-io/transport-node';
import type { FaultContext, FaultKind } from './fault.ts';

interface Route {
  readonly from: Domain;
  readonly to: Domain;
  readonly type: string;
}

const routes: readonly Route[] = [
  { from: 'orders', to: 'products', type: 'inventory.reserve.v1' },
  { from: 'orders', to: 'payments', type: 'payments.authorize.v1' },
  { from: 'products', to: 'orders', type: 'inventory.reserved.v1' },
  { from: 'payments', to: 'orders', type: 'payments.captured.v1' },
  { from: 'orders', to: 'notifications', type: 'orders.order-confirmed.v1' },
  { from: 'products', to: 'carts', type: 'catalog.stock-changed.v1' },
];

const parkedWithinMs = 30_000;

/** A message that nobody can read stands in a stream; it is put aside with a reason, and what follows is handled. */
export const poison: FaultKind = {
  name: 'poison message',
  create: (context) => {
    const { random } = context;
    const route = random.pick(routes);
    const mark = `poison-${randomUUID()}`;
    const shape = random.pick(['not JSON', 'not an envelope', 'other data'] as const);
    context.poisoned(mark);
    return {
      what: `${shape} as ${route.type} from ${route.from} to ${route.to}`,
      parts: ['nats', 'postgres'],
      begin: () => publish(context, route, bodyOf(shape, route, mark)),
      heal: () => isParked(context, route, mark),
    };
  },
};

function bodyOf(shape: 'not JSON' | 'not an envelope' | 'other data', route: Route, mark: string): string {
  if (shape === 'not JSON') return `{ ${mark}`;
  if (shape === 'not an envelope') return JSON.stringify({ mark });
  return JSON.stringify({
    specversion: '1.0',
    id: randomUUID(),
    source: route.from,
    type: route.type,
    time: new Date().toISOString(),
    subject: mark,
    businessid: mark,
    data: { mark },
  });
}

async function publish({ chaos }: FaultContext, { from, type }: Route, body: string): Promise<void> {
  const { username, password, host } = new URL(chaos.store.services.nats.urlFor(from));
  const connection = await connect({ servers: host, user: username, pass: password, timeout: 5000 });
  connection.publish(`from.${from}.${type}.${randomUUID()}`, body);
  await connection.drain();
}

async function isParked({ chaos }: FaultContext, { to, type }: Route, mark: string): Promise<void> {
  const sql = `SELECT reason FROM messaging.parked_messages
    WHERE type = $1 AND (business_id = $2 OR envelope::text LIKE '%' || $2 || '%')`;
  await waitFor(async () => (await queryDomain(chaos.store, to, sql, [type, mark])).length > 0, {
    timeoutMs: parkedWithinMs,
    describe: `${to} to park ${mark}`,
  });
}
