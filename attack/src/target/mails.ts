import { readFileSync } from 'node:fs';
import { eachFile } from './each-file.ts';
import { until } from './until.ts';
import type { Target } from './target.ts';

/** Every mail of the store that names an address, as it was sent. */
export function mailsNow({ store }: Target, email: string): string[] {
  return eachFile(store.mailDirectory, (file) => ({ file, mail: readFileSync(file, 'utf8') }))
    .filter(({ file, mail }) => file.endsWith('.eml') && mail.includes(email))
    .map(({ mail }) => mail);
}

/** The mails to an address; waits for the first. @returns none when there is none in time */
export async function mailsTo(target: Target, email: string): Promise<string[]> {
  return until(
    () => mailsNow(target, email),
    (mails) => mails.length > 0,
  );
}

/** The token of a link that was mailed to an address; waits for it. @param page where the link leads, such as `password-reset` */
export async function mailedToken(target: Target, email: string, page: string): Promise<string> {
  const find = (): string | undefined =>
    mailsNow(target, email)
      .map((mail) => new RegExp(String.raw`/${page}\?token=([\w-]+)`).exec(unfolded(mail))?.[1])
      .find((token) => token !== undefined);
  const token = await until(find, (found) => found !== undefined);
  if (token === undefined) throw new Error(`No mail with a link to ${page}.`);
  return token;
}

/** Quoted-printable (RFC 2045, 6.7) as it was before, for the characters of a link. */
function unfolded(mail: string): string {
  return mail.replace(/=\r?\n/g, '').replaceAll('=3D', '=');
}
