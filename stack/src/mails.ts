import { existsSync } from 'node:fs';
import { dataDirectory } from './commands/data-directory.ts';
import { mailsOptions, type MailsOptions } from './commands/mails-options.ts';
import { MailStore } from './mailbox/mail-store.ts';
import type { Mail } from './mailbox/mail.ts';
import { describeFailure } from './progress/describe-failure.ts';
import { mailDirectory } from './store/plan-options.ts';

/** `npm run mails`: the newest mails of the store of `npm start -- --production`, as text, the newest last. */
async function mails({ to, last }: MailsOptions): Promise<void> {
  const directory = mailDirectory(dataDirectory(process.env, 'production'));
  if (!existsSync(directory)) throw new Error(`There are no mails in ${directory} yet.`);
  const store = new MailStore(directory);
  const found = (await store.index()).find({ to, first: last }).mails;
  if (found.length === 0) console.log('No mail yet.');
  for (const { id } of found.toReversed()) print(await store.get(id));
}

function print(mail: Mail | undefined): void {
  if (mail === undefined) return;
  const head = [`To: ${mail.to.join(', ')}`, `Subject: ${mail.subject}`, mail.receivedAt.toISOString()];
  console.log(`${'─'.repeat(72)}\n${head.join('\n')}\n\n${mail.text.trimEnd()}\n`);
}

try {
  await mails(mailsOptions(process.argv.slice(2)));
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 1;
}
