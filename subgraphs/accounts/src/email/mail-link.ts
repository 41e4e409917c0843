import { emailLinkRequested, message } from '@cartwright/events';
import { hashOpaqueToken, newOpaqueToken } from '@cartwright/identity';
import type { Sending, UserRecord } from '../users/door.ts';
import type { Dependencies } from './dependencies.ts';
import { countLinks, insertLink } from './repository.ts';
import { linkTtlMs, maxOpenLinks, type LinkPurpose } from './rules.ts';

/** A link to mail: to whom, for what, and to which address. */
export interface Link {
  readonly user: Pick<UserRecord, 'id' | 'locale'>;
  readonly purpose: LinkPurpose;
  readonly email: string;
}

const purposeOf = { VERIFY: 'verify', CHANGE: 'change', UNDO: 'undo' } as const;

/**
 * Mails a link while its user is locked; only its hash is stored.
 * @returns false, and nothing is mailed, while as many work as may; what takes a change back is always mailed
 */
export async function mailLink(
  { now, newId }: Pick<Dependencies, 'now' | 'newId'>,
  { tx, send }: Sending,
  { user: { id: userId, locale }, purpose, email }: Link,
): Promise<boolean> {
  const isFull = (await countLinks(tx, { userId, purpose }, now())) >= maxOpenLinks;
  if (isFull && purpose !== 'UNDO') return false;
  const token = newOpaqueToken();
  const expiresAt = new Date(now().getTime() + linkTtlMs[purpose]);
  await insertLink(tx, { tokenHash: hashOpaqueToken(token), userId, purpose, email, expiresAt });
  const request = {
    requestId: newId(),
    customerId: userId,
    purpose: purposeOf[purpose],
    email,
    locale,
    token,
  };
  send(message(emailLinkRequested, { ...request, expiresAt: expiresAt.toISOString() }));
  return true;
}
