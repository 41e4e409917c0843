import {
  changeFactors,
  prove,
  type ChangedFactors,
  type FactorChange,
  type FactorJudgement,
  type Proof,
} from '../../second-factors/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { deleteIdentity, insertIdentity, listIdentities, type ShownIdentity } from '../repository.ts';
import { comeBack, type ComeBack } from './come-back.ts';

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
  const { newId, now } = dependencies;
  const userId = asker.viewer.id;
  const returned = await comeBack(dependencies, back, userId);
  if (returned === undefined) return { kind: 'not-accepted' };
  const { provider, claimed } = returned;
  const { issuer, subject, email } = claimed;
  const change = { ...asker, change: 'IDENTITY_PROVIDER_LINKED', methods: [] } as const;
  const changed = await changeFactors(dependencies, change, (tx) =>
    insertIdentity(tx, { id: newId(), userId, provider, issuer, subject, email, createdAt: now() }),
  );
  return changed === null ? { kind: 'not-accepted' } : { kind: 'linked', ...changed };
}

export type UnlinkOutcome =
  ({ readonly kind: 'unlinked' } & ChangedFactors) | Exclude<FactorJudgement, { kind: 'right' }>;

/** Unlinks an account at a provider. */
export async function unlinkIdentity(
  dependencies: Dependencies,
  asker: Asker,
  { id, proof }: { readonly id: string; readonly proof: Proof },
): Promise<UnlinkOutcome> {
  const judged = await prove(dependencies, asker.viewer, proof);
  if (judged.kind !== 'right') return judged;
  const change = { ...asker, change: 'IDENTITY_PROVIDER_UNLINKED', methods: [] } as const;
  const changed = await changeFactors(dependencies, change, (tx) =>
    deleteIdentity(tx, { userId: asker.viewer.id, id }),
  );
  return changed === null ? { kind: 'wrong' } : { kind: 'unlinked', ...changed };
}
