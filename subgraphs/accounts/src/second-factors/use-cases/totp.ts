import type { Viewer } from '@cartwright/identity';
import { lockAccount } from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { deleteTotp, findTotpSince, lockTotp, replaceTotp, takeStep } from '../repository/factors.ts';
import { newTotpSecret, otpauthUri, stepOfCode } from '../totp.ts';
import { changeFactors, type ChangedFactors, type FactorChange } from './change-factors.ts';
import type { FactorJudgement } from './check-factor.ts';
import { prove, type Proof } from './prove.ts';
import { removeFactor, type RemoveFactorOutcome } from './remove-factor.ts';

/** Who asks, with what program. */
export type Asker = Pick<FactorChange, 'viewer' | 'userAgent'>;

type Unproved = Exclude<FactorJudgement, { kind: 'right' }>;

export type EnrolTotpOutcome =
  | { readonly kind: 'enrolled'; readonly secret: string; readonly otpauthUri: string }
  | { readonly kind: 'already-on' }
  | Unproved;

/** Makes the secret of a new app. It counts for nothing until its first code has come. */
export async function enrolTotp(
  dependencies: Dependencies,
  viewer: Viewer,
  proof: Proof,
): Promise<EnrolTotpOutcome> {
  const { database, seal, now } = dependencies;
  const judged = await prove(dependencies, viewer, proof);
  if (judged.kind !== 'right') return judged;
  return database.transaction(async (tx): Promise<EnrolTotpOutcome> => {
    const user = await lockAccount(tx, viewer.id);
    if ((await findTotpSince(tx, viewer.id)) !== null) return { kind: 'already-on' };
    const secret = newTotpSecret();
    const sealedSecret = seal.close(secret, viewer.id);
    await replaceTotp(tx, { userId: viewer.id, sealedSecret, createdAt: now() });
    return { kind: 'enrolled', secret, otpauthUri: otpauthUri(secret, user.email ?? viewer.id) };
  });
}

export type ConfirmTotpOutcome = ({ readonly kind: 'changed' } & ChangedFactors) | { readonly kind: 'wrong' };

/** Turns an app on with its first code. */
export async function confirmTotp(
  dependencies: Dependencies,
  asker: Asker,
  code: string,
): Promise<ConfirmTotpOutcome> {
  const { seal, now } = dependencies;
  const { id: userId } = asker.viewer;
  const changed = await changeFactors(
    dependencies,
    { ...asker, change: 'TOTP_ADDED', methods: ['otp'] },
    async (tx) => {
      const factor = await lockTotp(tx, userId);
      if (factor?.confirmedAt !== null) return false;
      const secret = seal.open(factor.sealedSecret, userId);
      const lastStep = stepOfCode({ secret, code, lastStep: 0 }, now());
      if (lastStep === undefined) return false;
      await takeStep(tx, { userId, lastStep, confirmedAt: now() });
      return true;
    },
  );
  return changed === null ? { kind: 'wrong' } : { kind: 'changed', ...changed };
}

/** Turns the app off. */
export function removeTotp(
  dependencies: Dependencies,
  asker: Asker,
  proof: Proof,
): Promise<RemoveFactorOutcome> {
  const userId = asker.viewer.id;
  return removeFactor(dependencies, asker, {
    change: 'TOTP_REMOVED',
    proof,
    remove: async (tx) => {
      if ((await findTotpSince(tx, userId)) === null) return false;
      await deleteTotp(tx, userId);
      return true;
    },
  });
}
