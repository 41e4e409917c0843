import { expect, it } from 'vitest';
import { schemaChanges } from './schema-changes.ts';

const before = `
  type Query { order(id: ID!): Result, old: Int }
  union Result = Order
  type Order { status: Status! }
  enum Status { PENDING }`;

it('tells what breaks clients from what may surprise them', () => {
  const after = `
    type Query { order(id: ID!, number: String!): Result, recent: Int }
    union Result = Order | NotFoundError
    type Order { status: Status, placedAt: String }
    type NotFoundError { message: String! }
    enum Status { PENDING SHIPPED }`;
  expect(schemaChanges(before, after)).toEqual({
    breaking: [
      'A required arg number on Query.order was added.',
      'Order.status changed type from Status! to Status.',
      'Query.old was removed.',
    ],
    dangerous: ['NotFoundError was added to union type Result.', 'SHIPPED was added to enum type Status.'],
  });
});

it('has nothing to say of what only adds or describes', () => {
  const after = before.replace('old: Int', '"Described." old: Int, recent: Int');
  expect(schemaChanges(before, after)).toEqual({ breaking: [], dangerous: [] });
});
