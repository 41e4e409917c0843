import { createLoop, type Loop } from '@cartwright/process';
import type { Parts } from '../parts.ts';
import { createMailQueue } from './create-mail-queue.ts';
import type { Mailer } from './ports.ts';
import { createSmtpMailer } from './smtp-mailer.ts';
import { sendDueMails } from './use-cases.ts';

/** What is stored to be sent by this process wakes it; this finds what is to be tried again, and what another one has left. */
const lookIntervalMs = 2_000;

/** What sends mails, while it runs. */
export interface MailSending {
  readonly mailer: Mailer;
  readonly loop: Loop;
}

/** Builds what sends mails. */
export function createMailSending({ config, database, logger, now }: Parts): MailSending {
  const mailer = createSmtpMailer(config.SMTP_URL, config.MAIL_FROM);
  const queue = createMailQueue(database.statements);
  const loop = createLoop({
    name: 'send mails',
    round: () => sendDueMails({ queue, mailer, now }),
    intervalMs: lookIntervalMs,
    logger,
    stopLimitMs: 8_000, // a mail that a silent server keeps longer is tried again
  });
  return { mailer, loop };
}
