import { hashOpaqueToken, isApiKey } from '@cartwright/identity';
import { grantOf } from '../../roles/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { findBySecret, noteUse } from '../repository.ts';
import { sooner } from '../rules.ts';

/** How often a use of a key is written down, at most. */
const notedEveryMs = 60_000;

/** A machine with the secret of a key. */
export interface KeyShown {
  readonly key: string;
  /** Where the machine is, as far as the gateway tells. */
  readonly network: string | null;
}

/** How trading a key can end. */
export type KeySessionOutcome =
  | { readonly kind: 'accepted'; readonly token: string; readonly expiresAt: Date }
  | { readonly kind: 'refused' };

/** Trades a key's secret for an access token, which ends with the secret and with the key. */
export async function createKeySession(
  { database: { statements }, accessTokens, now }: Dependencies,
  { key, network }: KeyShown,
): Promise<KeySessionOutcome> {
  const at = now();
  const known = isApiKey(key) ? await findBySecret(statements, hashOpaqueToken(key), at) : undefined;
  if (known === undefined) return { kind: 'refused' };
  const { keyId, secretId, name: keyName, permissions } = known;
  await noteUse(statements, { keyId, at, network }, new Date(at.getTime() - notedEveryMs));
  const endsAt = sooner(known.secretEndsAt, known.keyEndsAt);
  const allowed = grantOf({ isOwner: false, permissions }).permissions;
  const subject = {
    userId: keyId,
    sessionId: secretId,
    role: 'MACHINE' as const,
    email: null,
    guestId: null,
  };
  const proofs = { authenticationMethods: [] };
  const until = endsAt === null ? {} : { endsAt };
  const access = await accessTokens.sign(
    { ...subject, ...proofs, ...until, keyName, permissions: allowed },
    at,
  );
  return { kind: 'accepted', ...access };
}
