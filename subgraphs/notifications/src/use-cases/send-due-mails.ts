import { isPermanentRefusal, retryDelaySeconds } from '../domain/delivery-policy.ts';
import { MailRefused } from '../mail/create-mailer.ts';
import type { DueMail } from '../repository/claim-due.ts';
import type { Dependencies } from './dependencies.ts';

/** How many mails one round takes. */
export const mailsPerRound = 20;

/**
 * Sends the mails that are due, a round of at most 20.
 * A crash after the server took a mail and before that is recorded sends it again, under the same Message-ID.
 * @returns how many were due
 */
export function sendDueMails(dependencies: Dependencies) {
  return async (): Promise<number> => {
    const due = await dependencies.repository.claimDue(mailsPerRound);
    await Promise.all(due.map((mail) => sendOne(dependencies, mail)));
    return due.length;
  };
}

async function sendOne(dependencies: Dependencies, mail: DueMail): Promise<void> {
  const { repository, mailer, now } = dependencies;
  try {
    const { id, recipient: to, title: subject, body: text, html } = mail;
    await mailer.send({ id, to, subject, text, html });
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error;
    await repository.markFailed(mail.id, error.message, nextAttempt(error, mail.attempts, now()));
    return;
  }
  await repository.markSent(mail.id, now());
}

function nextAttempt(error: MailRefused, attempts: number, now: Date): Date | null {
  const delay = isPermanentRefusal(error.responseCode) ? null : retryDelaySeconds(attempts);
  return delay === null ? null : new Date(now.getTime() + delay * 1000);
}
