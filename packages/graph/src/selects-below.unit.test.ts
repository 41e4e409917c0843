import { Kind, parse, type FieldNode, type FragmentDefinitionNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { selectsBelow, selectsOnlyBelow } from './selects-below.ts';

/** The first field of a document's operation, as its resolver is told of it. */
function firstField(text: string) {
  const { definitions } = parse(text);
  const fragments = Object.fromEntries(
    definitions
      .filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION)
      .map((one) => [one.name.value, one]),
  );
  const [operation] = definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('The operation comes first.');
  const fieldNodes = operation.selectionSet.selections as FieldNode[];
  return { fieldNodes: fieldNodes.slice(0, 1), fragments };
}

describe('what is selected below a field', () => {
  it.each([
    ['by itself', '{ orders { lines { id } } }'],
    ['further down', '{ orders { edges { node { lines { id } } } } }'],
    ['under another name', '{ orders { nodes { bought: lines { id } } } }'],
    ['under a condition', 'query ($all: Boolean!) { orders { nodes { lines @include(if: $all) { id } } } }'],
    ['in an inline fragment', '{ orders { nodes { ... on Order { lines { id } } } } }'],
    [
      'in a fragment of a fragment',
      '{ orders { ...Page } } fragment Page on C { nodes { ...O } } fragment O on Order { lines { id } }',
    ],
  ])('is found %s', (_where, text) => {
    expect(selectsBelow(firstField(text), 'lines')).toBe(true);
  });

  it.each([
    ['the field itself', '{ lines { id } }'],
    ['one beside it', '{ orders { nodes { id } } other { lines { id } } }'],
    ['one that is only called so', '{ orders { nodes { lines: id } } }'],
    [
      'one of a fragment that is spread elsewhere',
      '{ orders { id } other { ...O } } fragment O on Order { lines { id } }',
    ],
    ['a leaf', '{ orders }'],
  ])('is not %s', (_what, text) => {
    expect(selectsBelow(firstField(text), 'lines')).toBe(false);
  });

  it('is found in any of the fields that are merged', () => {
    const { fragments, fieldNodes } = firstField('{ orders { id } }');
    const other = firstField('{ orders { lines { id } } }').fieldNodes;
    expect(selectsBelow({ fragments, fieldNodes: [...fieldNodes, ...other] }, 'lines')).toBe(true);
  });
});

describe('nothing but fields of some names', () => {
  const names = new Set(['nodes', 'lines', 'id']);

  it.each([
    ['where all have one', '{ orders { nodes { id lines { id } } } }', true],
    ['under other names', '{ orders { all: nodes { email: id } } }', true],
    ['beside others', '{ orders { nodes { id } } other { email } }', true],
    ['where one does not', '{ orders { nodes { id email } } }', false],
    ['where one is called so', '{ orders { nodes { id: email } } }', false],
    [
      'where one is included by a condition',
      'query ($all: Boolean!) { orders { email @include(if: $all) } }',
      false,
    ],
    [
      'in a fragment',
      '{ orders { ...Page } } fragment Page on C { nodes { ... on Order { email } } }',
      false,
    ],
  ])('%s', (_where, text, expected) => {
    expect(selectsOnlyBelow(firstField(text), names)).toBe(expected);
  });

  it('in all of the fields that are merged', () => {
    const { fragments, fieldNodes } = firstField('{ orders { id } }');
    const other = firstField('{ orders { email } }').fieldNodes;
    expect(selectsOnlyBelow({ fragments, fieldNodes: [...fieldNodes, ...other] }, names)).toBe(false);
  });
});
