import { Kind, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { operationSize } from './operation-size.ts';

function sizeOf(source: string) {
  const { definitions } = parse(source);
  const fragments = new Map(
    definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
  );
  const operation = definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Error('no operation');
  return operationSize(operation, fragments);
}

describe('depth', () => {
  it('counts the longest way down', () => {
    expect(sizeOf('{ a { b { c } } d }').depth).toBe(3);
  });

  it('counts through fragments, which add no level themselves', () => {
    expect(sizeOf('{ a { ...F ... on T { x } } } fragment F on T { b { c } }').depth).toBe(3);
  });

  it('leaves introspection to its own rule', () => {
    expect(sizeOf('{ __schema { types { fields { type { ofType { name } } } } } }').depth).toBe(0);
  });
});

describe('aliases', () => {
  it('counts each spread of a fragment again', () => {
    expect(sizeOf('{ x: a ...F b { ...F } } fragment F on T { y: a z: a }').aliases).toBe(5);
  });

  it('counts those of introspection too', () => {
    expect(sizeOf('{ x: __schema { types { y: name z: description } } }').aliases).toBe(3);
  });
});

describe('root fields', () => {
  it('counts those in fragments', () => {
    expect(sizeOf('mutation { a b ...F } fragment F on Mutation { c d }').rootFields).toBe(4);
  });
});

it('measures fragments that double with each level without exponential work', () => {
  const levels = Array.from({ length: 60 }, (_, level) => {
    return `fragment F${level} on T { a { ...F${level + 1} } b { ...F${level + 1} } }`;
  });
  const { depth } = sizeOf(`{ ...F0 } ${levels.join('\n')} fragment F60 on T { x: a }`);
  expect(depth).toBe(61);
});
