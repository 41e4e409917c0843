import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { upstreamOperation } from './resumable-operation.ts';

const schema = buildSchema(`
  type Query { a: Int }
  type Subscription {
    orderStatusChanged(orderId: ID!, afterVersion: Int): OrderStatusEvent!
    pulse(id: ID!): Pulse!
    versionless(afterVersion: Int): Pulse!
  }
  type OrderStatusEvent { version: Int!, status: String! }
  type Pulse { at: String }
`);

function upstream(operation: string, variables: Record<string, unknown> = {}) {
  const result = upstreamOperation({ operation, operationName: undefined }, schema)(variables);
  expect(validate(schema, parse(result.query))).toEqual([]);
  return result;
}

describe('a field with a version and afterVersion', () => {
  const plain = 'subscription ($id: ID!) { orderStatusChanged(orderId: $id) { status } }';

  it('starts where the client asks it to', () => {
    const literal = upstream('subscription { orderStatusChanged(orderId: "1", afterVersion: 4) { status } }');
    const byVariable = upstream(
      'subscription ($v: Int) { orderStatusChanged(orderId: "1", afterVersion: $v) { status } }',
      { v: 5 },
    );
    const byDefault = upstream(
      'subscription ($v: Int = 6) { orderStatusChanged(orderId: "1", afterVersion: $v) { status } }',
    );
    expect(literal.variablesAfter(undefined)).toEqual({ _resumeAfterVersion: 4 });
    expect(byVariable.variablesAfter(undefined)).toEqual({ _resumeAfterVersion: 5 });
    expect(byDefault.variablesAfter(undefined)).toEqual({ _resumeAfterVersion: 6 });
  });

  it('starts at the present state where the client does not say', () => {
    expect(upstream(plain, { id: '1' }).variablesAfter(undefined)).toEqual({
      id: '1',
      _resumeAfterVersion: undefined,
    });
  });

  it('resumes after the last version seen', () => {
    expect(upstream(plain, { id: '1' }).variablesAfter(7)).toEqual({ id: '1', _resumeAfterVersion: 7 });
  });

  it('tells what it is about from the version after which to begin', () => {
    const operation =
      'subscription ($id: ID!, $v: Int) { orderStatusChanged(orderId: $id, afterVersion: $v) { status } }';
    const one = upstream(operation, { id: '1', v: 3 });
    expect(one.topicVariables).toEqual({ id: '1' });
    expect(one.variablesAfter(undefined)).toEqual({ id: '1', _resumeAfterVersion: 3 });
  });

  it('reads the version whatever the client calls or leaves out', () => {
    const { canResume, versionOf } = upstream(
      'subscription { mine: orderStatusChanged(orderId: "1") { version: status } }',
    );
    expect(canResume).toBe(true);
    expect(versionOf({ mine: { version: 'PENDING', _resumeVersion: 3 } })).toBe(3);
    expect(versionOf({ mine: null })).toBeUndefined();
  });

  it('keeps the fragments and variables that the selection needs', () => {
    upstream(
      `subscription ($id: ID!, $v: Int, $with: Boolean!) {
        orderStatusChanged(orderId: $id, afterVersion: $v) { ...F }
      }
      fragment F on OrderStatusEvent { status @include(if: $with) }`,
    );
  });
});

it('leaves other fields as they are, and says that they cannot resume', () => {
  for (const operation of [
    'subscription { pulse(id: "1") { at } }',
    'subscription { versionless(afterVersion: 1) { at } }',
  ]) {
    const { canResume, query, variablesAfter } = upstream(operation);
    expect({ canResume, query, variables: variablesAfter(3) }).toEqual({
      canResume: false,
      query: operation,
      variables: {},
    });
  }
});
