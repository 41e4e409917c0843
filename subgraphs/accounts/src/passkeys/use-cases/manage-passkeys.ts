import type { InvalidInput } from '@cartwright/input';
import {
  removeFactor,
  type FactorChange,
  type Proof,
  type RemoveFactorOutcome,
} from '../../second-factors/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { deletePasskey, listPasskeys, renamePasskey, type ShownPasskey } from '../repository.ts';
import { readName } from './register-passkey.ts';

/** The passkeys of a user. */
export function findPasskeys({ database }: Dependencies, userId: string): Promise<ShownPasskey[]> {
  return listPasskeys(database.statements, userId);
}

export type NamePasskeyOutcome =
  { readonly kind: 'named'; readonly passkey: ShownPasskey } | { readonly kind: 'not-found' } | InvalidInput;

/** Calls a passkey something else. */
export async function namePasskey(
  { database }: Dependencies,
  { name, ...passkey }: { readonly userId: string; readonly id: string; readonly name: string },
): Promise<NamePasskeyOutcome> {
  const read = readName(name);
  if (read.kind === 'invalid-input') return read;
  const named = await renamePasskey(database.statements, { ...passkey, ...read.value });
  return named === undefined ? { kind: 'not-found' } : { kind: 'named', passkey: named };
}

/** Forgets a passkey. */
export function removePasskey(
  dependencies: Dependencies,
  asker: Pick<FactorChange, 'viewer' | 'userAgent'>,
  { id, proof }: { readonly id: string; readonly proof: Proof },
): Promise<RemoveFactorOutcome> {
  return removeFactor(dependencies, asker, {
    change: 'PASSKEY_REMOVED',
    proof,
    remove: (tx) => deletePasskey(tx, { userId: asker.viewer.id, id }),
  });
}
