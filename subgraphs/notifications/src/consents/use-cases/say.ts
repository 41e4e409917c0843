import type { Transaction } from '@cartwright/database';
import type { Tables } from '../../generated/tables.ts';
import type { Dependencies } from '../dependencies.ts';
import { insertConsents, latestConsents, lockAddresses, type ConsentRecord } from '../repository/consents.ts';
import { isOn, type MailKind } from '../rules/mail-kind.ts';

/** What is said of kinds of mails to an address. */
export interface Saying {
  readonly email: string;
  /** Whose account it is said in; null where a link says it. */
  readonly userId: string | null;
  readonly source: ConsentRecord['source'];
  /** When a box was ticked, where that is how it was said. */
  readonly askedAt?: Date;
  /** Whether mails of a kind may be sent; what is left out stays as it is. */
  readonly kinds: Partial<Readonly<Record<MailKind, boolean>>>;
}

/**
 * Puts what is said on record where it is something else than what was said last, or where only a file said it until now: what somebody
 * says themselves is proof, and stands against later files.
 */
export async function say(
  { newId, now, onWithdrawn }: Pick<Dependencies, 'newId' | 'now' | 'onWithdrawn'>,
  tx: Transaction<Tables>,
  { email, userId, source, askedAt, kinds }: Saying,
): Promise<void> {
  await lockAddresses(tx, [email]);
  const latest = new Map((await latestConsents(tx, [email])).map((one) => [one.kind, one]));
  const said = Object.entries(kinds) as [MailKind, boolean][];
  const changed = said.filter(([kind, isGiven]) => isNews({ isGiven, source }, latest.get(kind)));
  const at = now();
  const about = { email, userId, source, createdAt: at, askedAt: askedAt ?? null };
  await insertConsents(
    tx,
    changed.map(([kind, isGiven]) => ({ ...about, id: newId(), kind, isGiven })),
  );
  // Also what was withdrawn before: something may have been wished for since. A file that says no once more is no word of the owner's.
  const withdrawing = source === 'FILE' ? changed : said;
  const withdrawn = withdrawing.flatMap(([kind, isGiven]) => (isGiven ? [] : [kind]));
  if (withdrawn.length > 0) await onWithdrawn(tx, { email, kinds: withdrawn, at });
}

function isNews(
  { isGiven, source }: Pick<ConsentRecord, 'isGiven' | 'source'>,
  latest: ConsentRecord | undefined,
): boolean {
  return latest?.isGiven !== isGiven || (latest.source === 'FILE' && source !== 'FILE');
}

/** Which kinds of mails are sent to some addresses, asked under their locks: nothing else is said until the transaction ends. */
export async function kindsOn(
  tx: Transaction<Tables>,
  emails: readonly string[],
): Promise<(email: string, kind: MailKind) => boolean> {
  await lockAddresses(tx, emails);
  const latest = new Map(
    (await latestConsents(tx, emails)).map((one) => [`${one.kind} ${one.email}`, one] as const),
  );
  return (email, kind) => isOn(kind, latest.get(`${kind} ${email}`));
}
