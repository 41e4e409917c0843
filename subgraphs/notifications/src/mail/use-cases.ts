import type { DueMail } from '../announcing/door.ts';
import { withFooter } from './templates/with-footer.ts';
import { MailRefused, type Mailer, type MailQueue } from './ports.ts';
import { isPermanentRefusal, leaseSeconds, mailsPerRound, retryDelaySeconds } from './rules.ts';

/** What sending mails is built from. */
export interface Dependencies {
  readonly queue: MailQueue;
  readonly mailer: Mailer;
  readonly now: () => Date;
  /** Makes the link by which the reader of a mail unsubscribes; undefined where it is about an order or the account. */
  readonly unsubscribing?: (mail: DueMail) => Promise<string | undefined>;
}

/**
 * Sends one round of the mails that are due. A crash after the server took a mail and before that is recorded sends it
 * again, under the same Message-ID.
 * @throws what recording the first failed attempt threw, once all mails of the round have been tried
 */
export async function sendDueMails(dependencies: Dependencies): Promise<{ readonly hasMore: boolean }> {
  const due = await dependencies.queue.leaseDue({ limit: mailsPerRound, leaseSeconds });
  const done = await Promise.allSettled(due.map((mail) => sendMail(dependencies, mail)));
  const failure = done.find(({ status }) => status === 'rejected');
  if (failure?.status === 'rejected') throw failure.reason;
  return { hasMore: due.length === mailsPerRound };
}

async function sendMail({ queue, mailer, now, unsubscribing }: Dependencies, mail: DueMail): Promise<void> {
  const { id, recipient: to, title: subject, language } = mail;
  const unsubscribeUrl = await unsubscribing?.(mail);
  const { text, html } = withFooter(mail, unsubscribeUrl);
  try {
    await mailer.send({ id, to, subject, text, html, language, unsubscribeUrl });
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error;
    const retryInSeconds = isPermanentRefusal(error.refusal) ? null : retryDelaySeconds(mail.attempts);
    await queue.markFailed(mail, { error: error.message, retryInSeconds });
    return;
  }
  await queue.markSent({ id, sentAt: now() });
}
