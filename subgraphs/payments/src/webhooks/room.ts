import { bind } from '@cartwright/database';
import type { Room } from '@cartwright/subgraph';
import { chargingDependencies } from '../charging/door.ts';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import type { PaymentProvider } from '../provider/door.ts';
import type { EventsWithin } from './ports.ts';
import { claimEvent } from './repository.ts';
import { serveWebhooks } from './routes.ts';

/** The provider's events in PostgreSQL. */
export const eventsWithin: EventsWithin = (tx) => bind(tx, { claimEvent });

/** What the provider reports without being asked. */
export function webhooksRoom(parts: Parts, provider: PaymentProvider): Room<Tables> {
  const dependencies = { ...chargingDependencies(parts, provider), eventsWithin };
  return { routes: (app) => serveWebhooks(app, '/webhooks/simulator', dependencies) };
}
