import { sampleCustomers, sampleId, sampleTradeGroup } from '@cartwright/sample-data';
import { runSeed } from '@cartwright/subgraph';
import { availableParallelism } from 'node:os';
import { insertAddresses } from './address-book/door.ts';
import { accounts } from './app.ts';
import { seedGroup } from './customers/door.ts';
import { seedExport } from './data-requests/door.ts';
import { giveRoles } from './roles/door.ts';
import { seedTotp } from './second-factors/door.ts';
import { createPasswords } from './sessions/door.ts';
import { insertUsers, restateUsers } from './users/door.ts';

await runSeed(accounts, async ({ database, staff }) => {
  const hashOf = await hashingOnce();
  const customers = sampleCustomers({ staffPassword: staff.password });
  const users = await Promise.all(
    customers.map(async ({ id, role, email, password, firstName, lastName, locale, createdAt }) => {
      const passwordHash = await hashOf(password);
      return {
        id,
        role,
        email,
        emailVerifiedAt: createdAt,
        passwordHash,
        firstName,
        lastName,
        locale,
        createdAt,
      };
    }),
  );
  const addresses = customers.flatMap(({ id: userId, addresses: own, createdAt }) =>
    own.map((address, index) => ({ ...address, userId, createdAt, isDefault: index === 0 })),
  );
  const roles = customers.flatMap(({ id: userId, staffRole }) =>
    staffRole === undefined ? [] : [{ userId, role: staffRole }],
  );
  await database.transaction(async (tx) => {
    await insertUsers(tx, users);
    await insertAddresses(tx, addresses);
    await seedGroup(tx, sampleTradeGroup, new Date());
    await restateUsers(tx);
    await giveRoles(tx, roles);
    const ofStaff = customers.filter(({ role }) => role === 'STAFF');
    const [curious] = users;
    if (curious !== undefined)
      await seedExport(
        tx,
        { id: sampleId('data-request', 0), userId: curious.id, locale: curious.locale },
        new Date(),
      );
    if (staff.totpSecret !== undefined) await seedTotp(tx, staff.totpSecret, ofStaff);
  });
  return `${users.length} users`;
});

/** Sample customers share a few passwords, so each is hashed once. */
async function hashingOnce(): Promise<(password: string) => Promise<string>> {
  const passwords = await createPasswords(availableParallelism());
  const hashes = new Map<string, Promise<string>>();
  return (password) => {
    const known = hashes.get(password) ?? passwords.hash(password);
    hashes.set(password, known);
    return known;
  };
}
