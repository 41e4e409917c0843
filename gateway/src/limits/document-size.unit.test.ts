import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { documentSize } from './document-size.ts';

const sizeOf = (source: string) => documentSize(parse(source));

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

describe('root mutations', () => {
  it('counts those in fragments', () => {
    expect(sizeOf('mutation { a b ...F } fragment F on Mutation { c d }').rootMutations).toBe(4);
  });

  it('counts none in a query', () => {
    expect(sizeOf('{ a b }').rootMutations).toBe(0);
  });
});

describe('selections', () => {
  it('counts fields, spreads and inline fragments, each as often as it comes up', () => {
    expect(sizeOf('{ a { b } ...F ... on T { ...F } } fragment F on T { c d }').selections).toBe(
      2 + 3 + 1 + 3,
    );
  });

  it('counts what is asked of the schema itself apart', () => {
    const source = '{ a __schema { types { ...F } } b { __typename } } fragment F on __Type { name }';
    expect(sizeOf(source)).toMatchObject({ selections: 2, introspection: 2 + 2 + 1 });
  });

  it('stops counting where fragments that spread all later ones would count forever', () => {
    const fragments = Array.from({ length: 900 }, (_, level) => {
      return `fragment F${level} on T { ...F${level + 1} ...F${level + 1} }`;
    });
    expect(sizeOf(`{ ...F0 } ${fragments.join(' ')} fragment F900 on T { a }`).selections).toBeGreaterThan(
      999_999,
    );
  });
});

it('goes by the largest of several operations, but adds up what they select', () => {
  const source = 'query A { a { b } } query B { x: a y: a z: a } mutation C { a b }';
  expect(sizeOf(source)).toMatchObject({ depth: 2, aliases: 3, selections: 7, rootMutations: 2 });
});

it('counts what is in fragments that no operation spreads: they are validated, too', () => {
  expect(sizeOf('{ a } fragment F on T { b ...G } fragment G on T { c d }').selections).toBe(1 + 4);
});

it('measures what is not valid: circles, and spreads that lead nowhere', () => {
  const source = '{ ...F ...G } fragment F on T { a ...F ...H } fragment H on T { ...F }';
  expect(sizeOf(source)).toMatchObject({ depth: 1, selections: 6 });
});

it('measures fragments that double with each level without exponential work', () => {
  const levels = Array.from({ length: 60 }, (_, level) => {
    return `fragment F${level} on T { a { ...F${level + 1} } b { ...F${level + 1} } }`;
  });
  const { depth } = sizeOf(`{ ...F0 } ${levels.join('\n')} fragment F60 on T { x: a }`);
  expect(depth).toBe(61);
});
