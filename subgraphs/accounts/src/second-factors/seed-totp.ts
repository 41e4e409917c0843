import type { Transaction } from '@cartwright/database';
import { createSeal } from '@cartwright/identity';
import { keys, readConfig } from '@cartwright/process';
import { z } from 'zod';
import type { Tables } from '../generated/tables.ts';
import { insertTotps } from './repository/factors.ts';

/** Gives users an authenticator app with a known secret, for sample data; sealed with `SECOND_FACTOR_KEYS`. @throws ConfigError */
export async function seedTotp(
  tx: Transaction<Tables>,
  secret: string,
  users: readonly { readonly id: string; readonly createdAt: Date }[],
): Promise<void> {
  const { SECOND_FACTOR_KEYS } = readConfig(z.object({ SECOND_FACTOR_KEYS: keys }));
  const seal = createSeal('second factors', SECOND_FACTOR_KEYS);
  const factors = users.map(({ id: userId, createdAt }) => {
    return { userId, sealedSecret: seal.close(secret, userId), createdAt, confirmedAt: createdAt };
  });
  await insertTotps(tx, factors);
}
