import { expect, it } from 'vitest';
import { countStatements } from './count-statements.ts';

function counted(...sent: readonly string[]): readonly string[] {
  const { onStatement, statements } = countStatements();
  sent.forEach(onStatement);
  return statements();
}

it('counts what is asked for, and no transaction’s beginning and end', () => {
  const asked = [
    'select * from "orders" where "id" = any($1)',
    'insert into "carts" ("created_at") values ($1)',
  ];
  expect(counted('BEGIN', ...asked, 'COMMIT', 'SAVEPOINT one')).toEqual(asked);
});

it.each([
  'select * from "orders" where ("placed_at", "id") < ($1, $2) order by "placed_at" desc limit $3',
  'select * from "orders" where "placed_at" < $1 limit $2',
  'update "api_keys" set "last_used_at" = $1 where "id" = $2 and "last_used_at" < $3',
  'SELECT EXISTS (SELECT FROM personal_data.erasures WHERE customer_id = $1::uuid)',
])('counts what is asked for by times or of erasures: %s', (sql) => {
  expect(counted(sql)).toEqual([sql]);
});

it('counts what changes rows that are due together with others', () => {
  const together =
    'WITH changed_0 AS (update "payments" set "next_attempt_at" = $1 where "lease_until" < $2) select 1';
  expect(counted(together)).toEqual([together]);
});

it.each([
  'select "id" from "orders" where "deadline_at" <= $1 limit $2',
  'update "notifications" set "attempts" = $1 where "next_attempt_at" <= now()',
  'select "id" from "sessions" where "revoked_at" >= $1',
  'delete from "idempotency_keys" where "created_at" < $1',
  'SELECT (SELECT count(*) FROM messaging.outbox WHERE published_at IS NULL)::int AS unpublished',
  'SELECT EXISTS (SELECT FROM personal_data.erasures WHERE next_at <= $1)',
])('does not count what a loop may send at any time: %s', (sql) => {
  expect(counted(sql)).toEqual([]);
});
