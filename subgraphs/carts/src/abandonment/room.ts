import { cartAbandoned } from '@cartwright/events';
import { createCartLinks } from '@cartwright/identity';
import { createLoop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import { storesWithin, type Dependencies } from '../cart/door.ts';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { abandonmentContext } from './context.ts';
import { resolvers } from './resolvers.ts';
import { tellAbandoned } from './use-cases/tell-abandoned.ts';

const minuteMs = 60 * 1000;

/** Carts that were left: telling of them, and bringing back what is in them on any device. */
export function abandonmentRoom(parts: Parts, terms: Dependencies['terms']): Room<Tables> {
  const { config, database, now, newId, logger } = parts;
  const links = createCartLinks(...config.CART_LINK_KEYS);
  const afterHours = config.CART_ABANDONED_AFTER_HOURS;
  const telling = createLoop({
    name: 'tell of carts that were left',
    round: () => tellAbandoned({ messaging: parts.messaging, newId, now, terms, afterHours }),
    intervalMs: minuteMs,
    logger,
  });
  return {
    resolvers,
    context: () => ({
      abandonment: abandonmentContext({ database, storesWithin, now, newId, terms, links }),
    }),
    publishes: [cartAbandoned],
    background: [telling],
  };
}
