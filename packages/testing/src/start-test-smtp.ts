import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { freePort } from '@cartwright/servers';
import { waitFor } from './wait-for.ts';

/** An SMTP server that keeps the mail it receives. */
export interface TestSmtp extends AsyncDisposable {
  readonly url: string;
  /** All mail received, oldest first. */
  readonly mails: readonly Email[];
  /** Waits for the first mail that meets the condition. */
  waitForMail(condition: (mail: Email) => boolean): Promise<Email>;
  stop(): Promise<void>;
}

/** The options of an SMTP server. */
export interface TestSmtpOptions {
  /** The port to listen on, for a restart at the same address; a free one when not given. */
  readonly port?: number;
  /** The reply code with which a recipient is refused; none is refused when not given. */
  readonly refuse?: (recipient: string) => number | undefined;
}

/** Starts an SMTP server that accepts mail from any client. */
export async function startTestSmtp(options: TestSmtpOptions = {}): Promise<TestSmtp> {
  const mails: Email[] = [];
  const port = options.port ?? (await freePort());
  const keep = async (raw: Buffer): Promise<void> => void mails.push(await PostalMime.parse(raw));
  const server = await listen(port, keep, options.refuse ?? (() => undefined));
  const stop = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    waitForMail: (condition) => waitFor(() => mails.find(condition), { describe: 'a mail' }),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

async function listen(
  port: number,
  keep: (raw: Buffer) => Promise<void>,
  refuse: (recipient: string) => number | undefined,
): Promise<SMTPServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onRcptTo: ({ address }, _session, callback) => {
      const responseCode = refuse(address);
      callback(responseCode === undefined ? null : Object.assign(new Error('Refused.'), { responseCode }));
    },
    onData: (stream, _session, callback) => {
      stream
        .toArray()
        .then((chunks) => keep(Buffer.concat(chunks as Buffer[])))
        .then(() => callback(), callback);
    },
  });
  server.on('error', () => undefined); // a client that disconnects in the middle of a mail
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return server;
}
