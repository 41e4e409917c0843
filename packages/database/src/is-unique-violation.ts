import { DatabaseError } from 'pg';

/** Whether a statement failed because a row with the same value of this unique index already exists. */
export function isUniqueViolation(error: unknown, index: string): boolean {
  return error instanceof DatabaseError && error.code === '23505' && error.constraint === index;
}
