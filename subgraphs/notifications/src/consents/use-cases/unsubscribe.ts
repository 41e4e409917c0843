import { hashOpaqueToken, newOpaqueToken } from '@cartwright/identity';
import type { Dependencies } from '../dependencies.ts';
import { findLink, insertLink, type UnsubscribeLink } from '../repository/links.ts';
import { mailKinds, type MailKind } from '../rules/mail-kind.ts';
import { say } from './say.ts';

/** Makes the link of one mail to an address, about one kind of mails or all; what is kept of its token is a hash. */
export async function makeLink(
  { db, now, publicUrl }: Pick<Dependencies, 'db' | 'now' | 'publicUrl'>,
  { email, kind }: { readonly email: string; readonly kind: MailKind | null },
): Promise<string> {
  const token = newOpaqueToken();
  await insertLink(db, { tokenHash: hashOpaqueToken(token), email, kind, createdAt: now() });
  return `${publicUrl}/unsubscribe/${token}`;
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
