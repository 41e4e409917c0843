import type { Transaction } from '@cartwright/database';
import { consentClaimed } from '@cartwright/events';
import { createLoop } from '@cartwright/process';
import { onCustomer, type Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { consentsContext } from './context.ts';
import type { Dependencies } from './dependencies.ts';
import { purgeConsents } from './repository/consents.ts';
import { purgeLinks } from './repository/links.ts';
import { resolvers } from './resolvers.ts';
import { serveUnsubscribing } from './unsubscribe-routes.ts';
import { noteClaim } from './use-cases/note-claim.ts';
import { makeLinks } from './use-cases/unsubscribe.ts';
import type { MailKind } from './rules/mail-kind.ts';

const dayMs = 24 * 60 * 60_000;
const purgeIntervalMs = 60 * 60_000;
const purgeBatch = 500;
/** For how long it can be proved what was said, once something else has been. */
const consentsKeptMs = 3 * 365 * dayMs;
/** For how long the link of a mail works. */
const linksKeptMs = 2 * 365 * dayMs;

/** What consents are kept with, and what is ended once one is withdrawn. */
export function consentsDependencies(
  { config, database, newId, now }: Parts,
  { onWithdrawn }: Pick<Dependencies, 'onWithdrawn'>,
): Dependencies {
  return {
    db: database.statements,
    transaction: (work) => database.transaction(work),
    publicUrl: config.PUBLIC_URL,
    ...{ newId, now, onWithdrawn },
  };
}

/** Makes what each mail to an address carries so that its reader can unsubscribe from mails of a kind, or of all. */
export function linkMaker(dependencies: Dependencies) {
  return async (email: string, kind: MailKind | null): Promise<string> => {
    const [link = ''] = await makeLinks(dependencies, { emails: [email], kind });
    return link;
  };
}

/** Makes what a newsletter to each of some addresses carries so that its reader can unsubscribe from it. */
export function newsletterLinkMaker(dependencies: Dependencies) {
  return (emails: readonly string[]) => makeLinks(dependencies, { emails, kind: 'NEWSLETTER' });
}

/** What readers want to be mailed, and how they say that they do not. */
export function consentsRoom(parts: Parts, dependencies: Dependencies): Room<Tables> {
  const { config, database, logger, now } = parts;
  const ago = (ms: number): Date => new Date(now().getTime() - ms);
  const purge = createLoop({
    name: 'purge old consents',
    round: async () => {
      const db = database.statements;
      const consents = await purgeConsents(db, ago(consentsKeptMs), purgeBatch);
      const links = await purgeLinks(db, ago(linksKeptMs), purgeBatch);
      return { hasMore: consents >= purgeBatch || links >= purgeBatch };
    },
    intervalMs: purgeIntervalMs,
    logger,
  });
  const shop = { shopName: config.SHOP_NAME, shopUrl: config.SHOP_URL };
  return {
    resolvers,
    context: () => ({ consents: consentsContext(dependencies) }),
    routes: (app) => serveUnsubscribing(app, { dependencies, shop }),
    consumes: [
      onCustomer(consentClaimed, ({ data }, tx: Transaction<Tables>) => noteClaim(dependencies, tx, data)),
    ],
    background: [purge],
  };
}
