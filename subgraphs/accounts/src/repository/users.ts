import type { UserRecord } from '../domain/user.ts';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import type { Transaction } from './accounts-repository.ts';

/** A user with what is needed to sign in. */
export interface Credentials extends UserRecord {
  readonly passwordHash: string | null;
}

/** What a new customer brings. */
export interface NewCustomer {
  readonly id: string;
  readonly email: string;
  readonly passwordHash: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly locale: string;
}

/** Users, as they are stored. */
export interface Users {
  readonly byIds: (ids: readonly string[]) => Promise<UserRecord[]>;
  readonly credentialsByEmail: (email: string) => Promise<Credentials | null>;
  readonly createGuest: (tx: Transaction, id: string) => Promise<UserRecord>;
  /** Makes a guest the customer, or a new customer; null when the e-mail address is taken. */
  readonly createCustomer: (tx: Transaction, customer: NewCustomer) => Promise<UserRecord | null>;
  /** Gives a guest to a customer; false when it is no unclaimed guest. */
  readonly claimGuest: (tx: Transaction, guestId: string, customerId: string) => Promise<boolean>;
  readonly update: (id: string, change: Prisma.UserUpdateInput) => Promise<UserRecord>;
}

const recordFields = {
  id: true,
  role: true,
  email: true,
  firstName: true,
  lastName: true,
  locale: true,
  createdAt: true,
} as const;

/** Users in PostgreSQL. */
export function createUsers(prisma: PrismaClient): Users {
  return {
    byIds: (ids) => prisma.user.findMany({ where: { id: { in: [...ids] } }, select: recordFields }),
    credentialsByEmail: (email) =>
      prisma.user.findUnique({ where: { email }, select: { ...recordFields, passwordHash: true } }),
    createGuest: (tx, id) => tx.user.create({ data: { id, role: 'GUEST' }, select: recordFields }),
    createCustomer,
    claimGuest: async (tx, guestId, customerId) => {
      const claimed = await tx.user.updateMany({
        where: { id: guestId, role: 'GUEST', claimedBy: null },
        data: { claimedBy: customerId },
      });
      return claimed.count === 1;
    },
    update: (id, data) => prisma.user.update({ where: { id }, data, select: recordFields }),
  };
}

/** One statement, so that two registrations of one address cannot both win, and a claimed guest is never taken over. */
async function createCustomer(tx: Transaction, customer: NewCustomer): Promise<UserRecord | null> {
  const { id, email, passwordHash, firstName, lastName, locale } = customer;
  const rows = await tx.$queryRaw<UserRecord[]>(Prisma.sql`
    INSERT INTO users (id, role, email, password_hash, first_name, last_name, locale)
    SELECT ${id}::uuid, 'CUSTOMER', ${email}, ${passwordHash}, ${firstName}, ${lastName}, ${locale}
    WHERE NOT EXISTS (SELECT FROM users WHERE email = ${email})
    ON CONFLICT (id) DO UPDATE
      SET role = 'CUSTOMER', email = excluded.email, password_hash = excluded.password_hash,
          first_name = excluded.first_name, last_name = excluded.last_name, locale = excluded.locale
      WHERE users.role = 'GUEST' AND users.claimed_by IS NULL
    RETURNING id, role::text AS role, email, first_name AS "firstName", last_name AS "lastName", locale,
              created_at AS "createdAt"`);
  return rows[0] ?? null;
}
