import { startMailbox } from './start-mailbox.ts';

const {
  HOST = '127.0.0.1',
  PORT = '4008',
  SMTP_PORT = '4025',
  MAIL_DIR = '.data/mail',
  PUBLIC_URL,
} = process.env;

const mailbox = await startMailbox({
  host: HOST,
  port: Number(PORT),
  smtpPort: Number(SMTP_PORT),
  directory: MAIL_DIR,
  publicUrl: PUBLIC_URL,
});
console.log(`The mailbox is at ${mailbox.url}, SMTP at ${HOST}:${SMTP_PORT}.`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void mailbox.close().then(() => process.exit(0)));
}
