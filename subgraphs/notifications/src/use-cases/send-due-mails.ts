import { isPermanentRefusal, mailsPerRound, retryDelaySeconds } from '../domain/delivery-policy.ts';
import { MailRefused } from '../mail/create-mailer.ts';
import type { DueMail } from '../repository/claim-due.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * Sends the mails that are due, one round of them.
 * A crash after the server took a mail and before that is recorded sends it again, under the same Message-ID.
 * @returns how many were due
 * @throws what recording the first of the failures threw, once all mails of the round are done with
 */
export function sendDueMails(dependencies: Dependencies) {
  return async (): Promise<number> => {
    const due = await dependencies.repository.claimDue(mailsPerRound);
    const done = await Promise.allSettled(due.map((mail) => sendOne(dependencies, mail)));
    const failure = done.find(({ status }) => status === 'rejected');
    if (failure?.status === 'rejected') throw failure.reason;
    return due.length;
  };
}

async function sendOne(dependencies: Dependencies, mail: DueMail): Promise<void> {
  const { repository, mailer, now } = dependencies;
  const { id, recipient: to, title: subject, body: text, html } = mail;
  try {
    await mailer.send({ id, to, subject, text, html });
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error;
    const retryInSeconds = isPermanentRefusal(error.refusal) ? null : retryDelaySeconds(mail.attempts);
    await repository.markFailed(mail, { error: error.message, retryInSeconds });
    return;
  }
  await repository.markSent(mail, now());
}
