import { expect } from 'vitest';

/** A mail as the mailbox lists it. */
export interface Mail {
  id: string;
  to: string[];
  subject: string;
  text: string;
  html: string;
}

/** Waits for a mail to an address with a word in its subject. */
export async function mailTo(mailboxUrl: string, address: string, word: string): Promise<Mail> {
  let found: Mail | undefined;
  await expect
    .poll(
      async () => {
        found = await findMail(mailboxUrl, address, word);
        return found !== undefined;
      },
      { timeout: 20_000, message: `a mail to ${address} about "${word}"` },
    )
    .toBe(true);
  return found as Mail;
}

async function findMail(mailboxUrl: string, address: string, word: string): Promise<Mail | undefined> {
  const query = new URLSearchParams({ to: address });
  const mails = (await (await fetch(`${mailboxUrl}/api/messages?${query.toString()}`)).json()) as Mail[];
  const hit = mails.find(({ subject }) => subject.includes(word));
  if (hit === undefined) return undefined;
  return (await (await fetch(`${mailboxUrl}/api/messages/${hit.id}`)).json()) as Mail;
}
