import { hash } from 'node:crypto';
import type { Transaction } from '@cartwright/database';
import { rateLimited } from '@cartwright/errors';
import { judgeAttempt } from '@cartwright/identity';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { deleteAttempts, isKnownNetwork, lockAttempts, saveAttempts, saveNetwork } from './repository.ts';
import {
  knownMs,
  networkKey,
  ownName,
  proofOf,
  subjectsOf,
  type Attempt,
  type AttemptSubject,
} from './rules.ts';

/** Slows down whoever tries what strangers could guess at, without letting them keep the owner out. */
export interface Attempts {
  /** Counts an attempt before anything is checked, as if it failed. @throws RATE_LIMITED */
  readonly begin: (attempt: Attempt) => Promise<void>;
  /** Says that it was the owner's: it is forgotten, and from now on their network is known. */
  readonly succeed: (attempt: Attempt, userId: string) => Promise<void>;
  /** Counts a password that somebody gives who is signed in: they may have found the session open. @throws RATE_LIMITED */
  readonly beginProof: (userId: string) => Promise<void>;
  /** Says that the password was right. */
  readonly succeedProof: (userId: string) => Promise<void>;
}

/** Counts attempts in the database, so that all replicas share the counts. */
export function createAttempts({ database, now }: Pick<Parts, 'database' | 'now'>): Attempts {
  const { statements } = database;
  const admit = async (subjects: readonly AttemptSubject[]) => {
    const waitMs = await database.transaction((tx) => count(tx, subjects, now()));
    if (waitMs > 0) throw rateLimited(waitMs, 'Too many attempts');
  };
  return {
    begin: async (attempt) => {
      const key = networkKey(attempt);
      const isKnown = key !== null && (await isKnownNetwork(statements, kept(key), now()));
      await admit(subjectsOf(attempt, isKnown));
    },
    succeed: async (attempt, userId) => {
      await deleteAttempts(statements, kept(ownName(attempt)));
      const key = networkKey(attempt);
      const endsAt = new Date(now().getTime() + knownMs);
      if (key !== null) await saveNetwork(statements, { key: kept(key), userId, endsAt });
    },
    beginProof: (userId) => admit([proofOf(userId)]),
    succeedProof: (userId) => deleteAttempts(statements, kept(proofOf(userId).name)),
  };
}

/** Counts by all subjects or by none; returns how long whoever tries has to wait. Always in the same order, so that none waits for another. */
async function count(
  tx: Transaction<Tables>,
  subjects: readonly AttemptSubject[],
  now: Date,
): Promise<number> {
  const judged = [];
  for (const { name, policy } of subjects) {
    const subject = kept(name);
    judged.push({ subject, outcome: judgeAttempt(await lockAttempts(tx, subject, now), policy, now) });
  }
  const waits = judged.map(({ outcome }) => (outcome.kind === 'refused' ? outcome.waitMs : 0));
  const waitMs = Math.max(...waits);
  if (waitMs > 0) return waitMs;
  for (const { subject, outcome } of judged)
    if (outcome.kind === 'admitted') await saveAttempts(tx, subject, outcome.record);
  return 0;
}

/** What is on record of an address and a network: it can be compared, and not be read. */
function kept(name: string): string {
  return hash('sha256', name);
}
