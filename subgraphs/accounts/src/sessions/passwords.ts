import { hash, verify } from '@node-rs/argon2';
import { graphqlError } from '@cartwright/errors';
import { bulkhead, BulkheadRejectedError } from 'cockatiel';

/** Hashes and checks passwords, a bounded number at a time. */
export interface Passwords {
  /** @throws UNAVAILABLE when too many are waiting already. */
  readonly hash: (password: string) => Promise<string>;
  /**
   * Checks a password; without a hash (an unknown user) it takes as long and fails.
   * @throws UNAVAILABLE when too many are waiting already.
   */
  readonly verify: (passwordHash: string | null, password: string) => Promise<boolean>;
}

/** The library's default algorithm, argon2id. Source: OWASP Password Storage Cheat Sheet, m=19 MiB, t=2, p=1. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** argon2id, `concurrency` at once and at most 100 waiting, so that a flood of sign-ins cannot use up the machine. */
export async function createPasswords(concurrency: number): Promise<Passwords> {
  const limit = bulkhead(concurrency, 100);
  const decoy = await hash('a password that nobody has', parameters);
  const bounded = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await limit.execute(work);
    } catch (error) {
      if (error instanceof BulkheadRejectedError) {
        throw graphqlError('UNAVAILABLE', 'Too many sign-ins at the moment. Try again shortly.');
      }
      throw error;
    }
  };
  return {
    hash: (password) => bounded(() => hash(password, parameters)),
    verify: async (passwordHash, password) =>
      (await bounded(() => verify(passwordHash ?? decoy, password))) && passwordHash !== null,
  };
}
