import type { AddressRecord } from '../domain/user.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { Transaction } from './transaction.ts';

/** A key that makes a mutation's repeat harmless, scoped to a user. */
export interface KeyUse {
  readonly userId: string;
  readonly key: string;
  readonly fingerprint: string;
}

/** What a key stood for before: nothing, this very address, or something else. */
export type KeyOutcome = { kind: 'new' } | { kind: 'repeat'; addressId: string } | { kind: 'conflict' };

/** Address books, as they are stored. */
export interface Addresses {
  readonly byUserIds: (userIds: readonly string[]) => Promise<AddressRecord[]>;
  readonly byId: (tx: Transaction, id: string) => Promise<AddressRecord | null>;
  readonly create: (tx: Transaction, address: AddressRecord) => Promise<AddressRecord>;
  readonly remove: (userId: string, id: string) => Promise<void>;
  /** Takes a key for `addressId`, or says what it was taken for. */
  readonly takeKey: (tx: Transaction, use: KeyUse, addressId: string) => Promise<KeyOutcome>;
}

const operation = 'customerAddressCreate';
const fields = {
  id: true,
  userId: true,
  isDefault: true,
  firstName: true,
  lastName: true,
  company: true,
  line1: true,
  line2: true,
  city: true,
  region: true,
  postalCode: true,
  countryCode: true,
  phone: true,
} as const;

/** Address books in PostgreSQL. */
export function createAddresses(prisma: PrismaClient): Addresses {
  return {
    byUserIds: (userIds) =>
      prisma.address.findMany({
        where: { userId: { in: [...userIds] } },
        orderBy: [{ isDefault: 'desc' }, { createdAt: 'asc' }, { id: 'asc' }],
        select: fields,
      }),
    byId: (tx, id) => tx.address.findUnique({ where: { id }, select: fields }),
    create,
    remove: async (userId, id) => {
      await prisma.address.deleteMany({ where: { id, userId } });
    },
    takeKey,
  };
}

/** The user's row is locked first, or two new defaults at the same time would break the rule that there is one. */
async function create(tx: Transaction, address: AddressRecord): Promise<AddressRecord> {
  if (address.isDefault) {
    await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${address.userId}::uuid FOR NO KEY UPDATE`;
    await tx.address.updateMany({
      where: { userId: address.userId, isDefault: true },
      data: { isDefault: false },
    });
  }
  return await tx.address.create({ data: address, select: fields });
}

async function takeKey(tx: Transaction, use: KeyUse, addressId: string): Promise<KeyOutcome> {
  const taken = await tx.idempotencyKey.createMany({
    data: [{ ...use, operation, resultId: addressId }],
    skipDuplicates: true,
  });
  if (taken.count === 1) return { kind: 'new' };
  const { userId, key } = use;
  const earlier = await tx.idempotencyKey.findUniqueOrThrow({
    where: { userId_operation_key: { userId, operation, key } },
  });
  if (earlier.fingerprint !== use.fingerprint) return { kind: 'conflict' };
  return { kind: 'repeat', addressId: earlier.resultId };
}
