import { randomUUID } from 'node:crypto';
import { queryDomain } from '@cartwright/e2e/support/query-domain.ts';
import { contracts, type Domain } from '@cartwright/events';
import { waitFor } from '@cartwright/testing';
import { connect } from '@nats-io/transport-node';
import type { FaultContext, FaultKind } from './fault.ts';

interface Route {
  readonly from: Domain;
  readonly to: Domain;
  readonly type: string;
}

/** Every way from one domain to a handler of another. */
const routes: readonly Route[] = contracts
  .filter(({ isFollowed }) => isFollowed !== true)
  .flatMap(({ type, source, readers }) => readers.map((to) => ({ from: source, to, type })));

const parkedWithinMs = 30_000;

/** A stream has a message that cannot be parsed; it must be parked with a reason, and must not block later ones. */
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
