import { bind, gather, type Statements } from '@cartwright/database';
import { leaseDue, markFailed, markSent, type SentMail } from '../announcing/door.ts';
import type { Tables } from '../generated/tables.ts';
import type { MailQueue } from './ports.ts';
import { mailsPerRound } from './rules.ts';

/** The mails that are to be sent, as PostgreSQL has them. */
export function createMailQueue(db: Statements<Tables>): MailQueue {
  const recordSent = async (sent: readonly SentMail[]): Promise<undefined[]> => {
    await markSent(db, sent);
    return sent.map(() => undefined);
  };
  return {
    ...bind(db, { leaseDue, markFailed }),
    markSent: gather({ limit: mailsPerRound, run: recordSent }),
  };
}
