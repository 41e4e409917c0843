import { createLoop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { createMailQueue } from './create-mail-queue.ts';
import { createSmtpMailer } from './smtp-mailer.ts';
import { sendDueMails } from './use-cases.ts';

/** Sends notifications by e-mail. */
export function mailRoom({ config, database, logger, now }: Parts): Room<Tables> {
  const mailer = createSmtpMailer(config.SMTP_URL, config.MAIL_FROM);
  const queue = createMailQueue(database.statements);
  const sender = createLoop({
    name: 'send mails',
    round: () => sendDueMails({ queue, mailer, now }),
    intervalMs: 300,
    logger,
    stopLimitMs: 8_000, // a mail that a silent server keeps longer is tried again
  });
  return { background: [sender], close: () => mailer.close() };
}
