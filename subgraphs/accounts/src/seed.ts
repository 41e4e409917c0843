import { sampleCustomers } from '@cartwright/sample-data';
import { availableParallelism } from 'node:os';
import { loadSeedConfig } from './config.ts';
import { createPasswords } from './identity/passwords.ts';
import { seedUsers } from './repository/seed-users.ts';

const { DATABASE_URL } = loadSeedConfig();
const passwords = await createPasswords(availableParallelism());
const hashes = new Map<string, Promise<string>>();

/** Sample customers share a few passwords, so each is hashed once. */
const hashOf = (password: string): Promise<string> => {
  const known = hashes.get(password) ?? passwords.hash(password);
  hashes.set(password, known);
  return known;
};

await seedUsers(
  DATABASE_URL,
  await Promise.all(
    sampleCustomers().map(async (customer) => ({
      ...customer,
      passwordHash: await hashOf(customer.password),
    })),
  ),
);
