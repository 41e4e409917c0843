import { createLoop, type Loop } from '@cartwright/process';
import type { DueMail } from '../announcing/door.ts';
import type { MailKind } from '../consents/door.ts';
import type { Parts } from '../parts.ts';
import { createMailQueue } from './create-mail-queue.ts';
import type { Mailer } from './ports.ts';
import { createSmtpMailer } from './smtp-mailer.ts';
import { unsubscribeKind } from './unsubscribe-kind.ts';
import { sendDueMails } from './use-cases.ts';

/** What is stored to be sent by this process wakes it; this finds what is to be tried again, and what another one has left. */
const lookIntervalMs = 2_000;

/** What sends mails, while it runs. */
export interface MailSending {
  readonly mailer: Mailer;
  readonly loop: Loop;
}

/** Makes the link of one mail to an address by which its reader unsubscribes from a kind of mails, or from all for null. */
type MakeUnsubscribeLink = (email: string, kind: MailKind | null) => Promise<string>;

/** Builds what sends mails. */
export function createMailSending(
  { config, database, logger, now }: Parts,
  makeLink: MakeUnsubscribeLink,
): MailSending {
  const { SMTP_URL, MAIL_FROM: from, MAIL_UNSUBSCRIBE: unsubscribeAddress } = config;
  const mailer = createSmtpMailer(SMTP_URL, { from, unsubscribeAddress });
  const unsubscribing = async ({ type, recipient }: DueMail): Promise<string | undefined> => {
    const kind = unsubscribeKind(type);
    return kind === undefined ? undefined : await makeLink(recipient, kind);
  };
  const queue = createMailQueue(database.statements);
  const loop = createLoop({
    name: 'send mails',
    round: () => sendDueMails({ queue, mailer, now, unsubscribing }),
    intervalMs: lookIntervalMs,
    logger,
    stopLimitMs: 8_000, // a mail that a silent server keeps longer is tried again
  });
  return { mailer, loop };
}
