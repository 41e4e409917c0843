import {
  changeFactors,
  removeFactor,
  type ChangedFactors,
  type FactorChange,
  type Proof,
  type RemoveFactorOutcome,
} from '../../second-factors/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { deleteIdentity, listIdentities, type ShownIdentity } from '../repository.ts';
import { comeBack, linkOf, type ComeBack } from './come-back.ts';

/** The accounts at providers that a user signs in with. */
export function findIdentities({ database }: Dependencies, userId: string): Promise<ShownIdentity[]> {
  return listIdentities(database.statements, userId);
}

type Asker = Pick<FactorChange, 'viewer' | 'userAgent'>;

export type LinkOutcome = ({ readonly kind: 'linked' } & ChangedFactors) | { readonly kind: 'not-accepted' };

/** Links the account of who came back from a provider to the user who sent them there. */
export async function linkIdentity(
  dependencies: Dependencies,
  asker: Asker,
  back: ComeBack,
): Promise<LinkOutcome> {
  const userId = asker.viewer.id;
  const returned = await comeBack(dependencies, back, userId);
  if (returned === undefined) return { kind: 'not-accepted' };
  const change = { ...asker, change: 'IDENTITY_PROVIDER_LINKED', methods: [] } as const;
  const changed = await changeFactors(dependencies, change, (tx) =>
    dependencies.links.link(tx, userId, linkOf(returned)),
  );
  return changed === null ? { kind: 'not-accepted' } : { kind: 'linked', ...changed };
}

/** Unlinks an account at a provider. */
export function unlinkIdentity(
  dependencies: Dependencies,
  asker: Asker,
  { id, proof }: { readonly id: string; readonly proof: Proof },
): Promise<RemoveFactorOutcome> {
  return removeFactor(dependencies, asker, {
    change: 'IDENTITY_PROVIDER_UNLINKED',
    proof,
    remove: (tx) => deleteIdentity(tx, { userId: asker.viewer.id, id }),
  });
}
