import type { DueMail } from '../announcing/door.ts';
import { MailRefused, type Mailer, type MailQueue } from './ports.ts';
import { isPermanentRefusal, leaseSeconds, mailsPerRound, retryDelaySeconds } from './rules.ts';

/** What sending mails is built from. */
export interface Dependencies {
  readonly queue: MailQueue;
  readonly mailer: Mailer;
  readonly now: () => Date;
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

async function sendMail({ queue, mailer, now }: Dependencies, mail: DueMail): Promise<void> {
  const { id, recipient: to, title: subject, body: text, html, language } = mail;
  try {
    await mailer.send({ id, to, subject, text, html, language });
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error;
    const retryInSeconds = isPermanentRefusal(error.refusal) ? null : retryDelaySeconds(mail.attempts);
    await queue.markFailed(mail, { error: error.message, retryInSeconds });
    return;
  }
  await queue.markSent({ id, sentAt: now() });
}
