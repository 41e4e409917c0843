import { mailboxApp, type MailboxAppOptions } from './mailbox-app.ts';
import { MailStore } from './mail-store.ts';
import { smtpSink } from './smtp-sink.ts';

/** Where the mailbox listens and keeps its mails. */
export interface MailboxOptions extends MailboxAppOptions {
  readonly host: string;
  readonly port: number;
  readonly smtpPort: number;
  readonly directory: string;
}

/** A running mailbox. */
export interface Mailbox {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts the SMTP server that takes every mail, and the page that shows them. */
export async function startMailbox(options: MailboxOptions): Promise<Mailbox> {
  const { host, port, smtpPort, directory } = options;
  const store = new MailStore(directory);
  const smtp = smtpSink(store);
  await new Promise<void>((resolve, reject) => {
    smtp.once('error', reject);
    smtp.listen(smtpPort, host, resolve);
  });
  smtp.on('error', () => undefined); // a client that disconnects in the middle of a mail
  const app = mailboxApp(store, options);
  const url = await app.listen({ host, port });
  const close = async (): Promise<void> => {
    await app.close();
    await new Promise<void>((resolve) => smtp.close(() => resolve()));
  };
  return { url, close };
}
