import { SMTPServer } from 'smtp-server';
import type { MailStore } from './mail-store.ts';

/** Senders keep idle connections open; on shutdown they are closed after this time. */
const closeTimeoutMs = 1_000;

/** Makes an SMTP server that takes every mail, with or without a login, and delivers none of them. */
export function smtpSink(store: MailStore): SMTPServer {
  return new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: closeTimeoutMs,
    onAuth: ({ username }, _session, callback) => callback(null, { user: username }),
    onData: (stream, _session, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        store.add(Buffer.concat(chunks)).then(
          () => callback(),
          (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
        );
      });
    },
  });
}
