import { openTestDatabase as open, type OpenTestDatabase } from '@cartwright/testing';
import { PrismaClient } from '../src/generated/prisma/client.ts';
import type { Tables } from '../src/generated/tables.ts';
import { planning } from '../src/planning.ts';

/** Opens a database of payments of a test's own, as payments opens it. */
export function openTestDatabase(): Promise<OpenTestDatabase<Tables, PrismaClient>> {
  return open<Tables, PrismaClient>(PrismaClient, 'payments', planning);
}
