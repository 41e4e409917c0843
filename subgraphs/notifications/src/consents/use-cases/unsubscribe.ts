import { hashOpaqueToken, newOpaqueToken } from '@cartwright/identity';
import type { Dependencies } from '../dependencies.ts';
import { findLink, insertLinks, type UnsubscribeLink } from '../repository/links.ts';
import { mailKinds, type MailKind } from '../rules/mail-kind.ts';
import { say } from './say.ts';

/** Makes a link for one mail to each of some addresses, in their order, about one kind of mails or all; what is kept of its token is a hash. */
export async function makeLinks(
  { db, now, publicUrl }: Pick<Dependencies, 'db' | 'now' | 'publicUrl'>,
  { emails, kind }: { readonly emails: readonly string[]; readonly kind: MailKind | null },
): Promise<readonly string[]> {
  const createdAt = now();
  const made = emails.map((email) => ({ email, token: newOpaqueToken() }));
  const links = made.map(({ email, token }) => ({
    tokenHash: hashOpaqueToken(token),
    email,
    kind,
    createdAt,
  }));
  await insertLinks(db, links);
  return made.map(({ token }) => `${publicUrl}/unsubscribe/${token}`);
}

/** What a token stands for; undefined when it is unknown. */
export function readLink(
  { db }: Pick<Dependencies, 'db'>,
  token: string,
): Promise<UnsubscribeLink | undefined> {
  return findLink(db, hashOpaqueToken(token));
}

/** Withdraws the consent that a token is about, however often it comes. @returns false for an unknown token */
export async function unsubscribe(dependencies: Dependencies, token: string): Promise<boolean> {
  const link = await readLink(dependencies, token);
  if (link === undefined) return false;
  const { email, kind } = link;
  const kinds = Object.fromEntries((kind === null ? mailKinds : [kind]).map((one) => [one, false]));
  await dependencies.transaction((tx) =>
    say(dependencies, tx, { email, userId: null, source: 'UNSUBSCRIBE_LINK', kinds }),
  );
  return true;
}
