import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { freePort } from '@cartwright/stack';
import { waitFor } from './wait-for.ts';

/** An SMTP server that keeps what it is sent. */
export interface TestSmtp extends AsyncDisposable {
  readonly url: string;
  /** Everything that came, oldest first. */
  readonly mails: readonly Email[];
  /** The first mail for which the condition holds, as soon as it is there. */
  waitForMail(condition: (mail: Email) => boolean): Promise<Email>;
  stop(): Promise<void>;
}

/** Starts an SMTP server on a free port that takes mail from anybody. */
export async function startTestSmtp(): Promise<TestSmtp> {
  const mails: Email[] = [];
  const port = await freePort();
  const server = await listen(port, async (raw) => void mails.push(await PostalMime.parse(raw)));
  const stop = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    waitForMail: (condition) => waitFor(() => mails.find(condition), { describe: 'a mail' }),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

async function listen(port: number, keep: (raw: Buffer) => Promise<void>): Promise<SMTPServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onData: (stream, _session, callback) => {
      stream
        .toArray()
        .then((chunks) => keep(Buffer.concat(chunks as Buffer[])))
        .then(() => callback(), callback);
    },
  });
  server.on('error', () => undefined); // a client that hangs up in the middle of a mail
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return server;
}
