import { openTestDatabase as open, type OpenTestDatabase } from '@cartwright/testing';
import { PrismaClient } from '../src/generated/prisma/client.ts';
import type { Tables } from '../src/generated/tables.ts';

/** Opens a database of carts of a test's own. */
export function openTestDatabase(): Promise<OpenTestDatabase<Tables, PrismaClient>> {
  return open<Tables, PrismaClient>(PrismaClient, 'carts');
}
