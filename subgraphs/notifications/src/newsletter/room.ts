import type { Transaction } from '@cartwright/database';
import { newsletterAskedAtCheckout, newsletterAskedAtRegistration } from '@cartwright/events';
import { createLoop } from '@cartwright/process';
import { onCustomer, type Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { newsletterContext } from './context.ts';
import type { Dependencies } from './dependencies.ts';
import { purgeWishes } from './repository/wishes.ts';
import { resolvers } from './resolvers.ts';
import { noteCheckout, noteRegistration } from './use-cases/note-wish.ts';

const purgeIntervalMs = 60 * 60_000;
const purgeBatch = 500;

/** What wishes for the newsletter are kept with. */
export function newsletterDependencies(
  { database, newId, now }: Parts,
  telling: Pick<Dependencies, 'announce' | 'say'>,
): Dependencies {
  return {
    ...{ db: database.statements, newId, now, ...telling },
    transaction: (work) => database.transaction(work),
  };
}

/** Makes consents of what people tick when they register or order, once an address is known to be theirs. */
export function newsletterRoom({ database, logger, now }: Parts, dependencies: Dependencies): Room<Tables> {
  type Tx = Transaction<Tables>;
  return {
    resolvers,
    context: () => ({ newsletter: newsletterContext(dependencies) }),
    consumes: [
      onCustomer(newsletterAskedAtRegistration, ({ data: { customerId, email, askedAt } }, tx: Tx) =>
        noteRegistration(dependencies, tx, { userId: customerId, email, askedAt: new Date(askedAt) }),
      ),
      onCustomer(newsletterAskedAtCheckout, async ({ data: { customerId, askedAt, ...data } }, tx: Tx) => {
        await noteCheckout(dependencies, tx, {
          ...{ userId: customerId, askedAt: new Date(askedAt) },
          ...{ email: data.email, locale: data.locale },
        });
      }),
    ],
    background: [
      createLoop({
        name: 'purge wishes for the newsletter that nobody confirmed',
        round: async () => {
          const purged = await purgeWishes(database.statements, now(), purgeBatch);
          return { hasMore: purged >= purgeBatch };
        },
        intervalMs: purgeIntervalMs,
        logger,
      }),
    ],
  };
}
