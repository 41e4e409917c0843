import { bind } from '@cartwright/database';
import { createLoop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import type { Pursuing } from '../charging/door.ts';
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

/** What the provider reports without being asked; what that asks for is done at once. */
export function webhooksRoom(
  parts: Parts,
  provider: PaymentProvider,
  { dependencies: charging, sweeper }: Pick<Pursuing, 'dependencies' | 'sweeper'>,
): Room<Tables> {
  const dependencies = {
    ...charging,
    eventsWithin,
    events: bind(parts.database.statements, { claimEvents }),
  };
  const { database, now, logger } = parts;
  const take = eventTaker(dependencies);
  const takeEvent: typeof take = async (event) => {
    await take(event);
    sweeper.wake();
  };
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
