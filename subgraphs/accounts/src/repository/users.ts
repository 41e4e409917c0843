import type { Profile } from '../domain/profile.ts';
import type { UserRecord } from '../domain/user.ts';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import type { Transaction } from './transaction.ts';
import { EmailTaken } from './email-taken.ts';

/** A user with what is needed to sign in. */
export interface Credentials extends UserRecord {
  readonly passwordHash: string | null;
}

/** What a new customer brings. */
export interface NewCustomer extends Profile {
  readonly email: string;
  readonly passwordHash: string;
}

/** What became of giving a guest to a customer; `theirs` when the guest was this customer's already. */
export type Claim = 'claimed' | 'theirs' | 'refused';

/** Users, as they are stored. */
export interface Users {
  readonly byIds: (ids: readonly string[]) => Promise<UserRecord[]>;
  readonly byId: (tx: Transaction, id: string) => Promise<UserRecord | null>;
  readonly credentialsByEmail: (email: string) => Promise<Credentials | null>;
  readonly createGuest: (tx: Transaction, id: string) => Promise<UserRecord>;
  /** @throws EmailTaken */
  readonly createCustomer: (tx: Transaction, id: string, customer: NewCustomer) => Promise<UserRecord>;
  /** Makes a guest the customer; null when it is no unclaimed guest. @throws EmailTaken */
  readonly promoteGuest: (
    tx: Transaction,
    guestId: string,
    customer: NewCustomer,
  ) => Promise<UserRecord | null>;
  /** Gives a guest to a customer, once. */
  readonly claimGuest: (tx: Transaction, guestId: string, customerId: string) => Promise<Claim>;
  readonly update: (id: string, change: Partial<Profile>) => Promise<UserRecord>;
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
    byId: (tx, id) => tx.user.findUnique({ where: { id }, select: recordFields }),
    credentialsByEmail: (email) =>
      prisma.user.findUnique({ where: { email }, select: { ...recordFields, passwordHash: true } }),
    createGuest: (tx, id) => tx.user.create({ data: { id, role: 'GUEST' }, select: recordFields }),
    createCustomer: (tx, id, customer) =>
      orEmailTaken(() =>
        tx.user.create({ data: { ...customer, id, role: 'CUSTOMER' }, select: recordFields }),
      ),
    promoteGuest,
    claimGuest,
    update: (id, data) => prisma.user.update({ where: { id }, data, select: recordFields }),
  };
}

async function promoteGuest(tx: Transaction, id: string, customer: NewCustomer): Promise<UserRecord | null> {
  const promoted = await orEmailTaken(() =>
    tx.user.updateManyAndReturn({
      where: { id, role: 'GUEST', claimedBy: null },
      data: { ...customer, role: 'CUSTOMER' },
      select: recordFields,
    }),
  );
  return promoted[0] ?? null;
}

async function claimGuest(tx: Transaction, id: string, customerId: string): Promise<Claim> {
  const claimed = await tx.user.updateMany({
    where: { id, role: 'GUEST', claimedBy: null },
    data: { claimedBy: customerId },
  });
  if (claimed.count === 1) return 'claimed';
  const guest = await tx.user.findUnique({ where: { id }, select: { claimedBy: true } });
  return guest?.claimedBy === customerId ? 'theirs' : 'refused';
}

/** The unique index decides between registrations of one address at the same time. */
async function orEmailTaken<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    const isTaken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
    throw isTaken ? new EmailTaken() : error;
  }
}
