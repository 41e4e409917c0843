import type { Statements } from '@cartwright/database';
import type { SecondFactorMethod } from '../../sessions/door.ts';
import type { Tables } from '../../generated/tables.ts';
import type { Dependencies } from '../dependencies.ts';
import { countRecoveryCodes, findTotpSince } from '../repository/factors.ts';

/** With what a user can finish a sign-in; empty for who has no second factor. */
export async function methodsOf(
  { passkeyChecks }: Pick<Dependencies, 'passkeyChecks'>,
  db: Statements<Tables>,
  userId: string,
): Promise<SecondFactorMethod[]> {
  const methods: SecondFactorMethod[] = [];
  if ((await findTotpSince(db, userId)) !== null) methods.push('TOTP');
  if ((await passkeyChecks.count(db, userId)) > 0) methods.push('PASSKEY');
  if (methods.length > 0 && (await countRecoveryCodes(db, userId)) > 0) methods.push('RECOVERY_CODE');
  return methods;
}
