import { bind } from '@cartwright/database';
import { createLoop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import { chargingDependencies } from '../charging/door.ts';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import type { PaymentProvider } from '../provider/door.ts';
import type { EventsWithin } from './ports.ts';
import { claimEvents } from './repository.ts';
import { serveWebhooks } from './routes.ts';
import { eventTaker, forgetEvents } from './use-cases.ts';

const hourMs = 60 * 60 * 1000;

/** The provider's events in PostgreSQL. */
export const eventsWithin: EventsWithin = (tx) => bind(tx, { claimEvents });

/** What the provider reports without being asked. */
export function webhooksRoom(parts: Parts, provider: PaymentProvider): Room<Tables> {
  const dependencies = {
    ...chargingDependencies(parts, provider),
    eventsWithin,
    events: bind(parts.database.statements, { claimEvents }),
  };
  const { database, now, logger } = parts;
  const takeEvent = eventTaker(dependencies);
  return {
    routes: (app) => serveWebhooks(app, '/webhooks/simulator', { provider, takeEvent }),
    background: [
      createLoop({
        name: 'forget events of the provider',
        round: () => forgetEvents(database.statements, now()),
        intervalMs: hourMs,
        logger,
      }),
    ],
  };
}
