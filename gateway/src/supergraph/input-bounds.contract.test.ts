import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Kind, parse, visit, type InputValueDefinitionNode, type TypeNode } from 'graphql';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const read = (file: string) => readFileSync(`${root}${file}`, 'utf8');
const isList = (type: TypeNode): boolean =>
  type.kind === Kind.NON_NULL_TYPE ? isList(type.type) : type.kind === Kind.LIST_TYPE;

interface BoundedList {
  readonly place: string;
  readonly description: string;
  readonly numbers: Readonly<Record<string, number>>;
}

function listsIn(file: string): BoundedList[] {
  const lists: BoundedList[] = [];
  visit(parse(read(file)), {
    DirectiveDefinition: () => false, // what schemas say of themselves
    InputValueDefinition: (node) => {
      if (!isList(node.type)) return;
      const place = `${file}: ${node.name.value}, line ${node.loc?.startToken.line ?? 0}`;
      lists.push({ place, description: node.description?.value ?? '', numbers: numbersOf(node) });
    },
  });
  return lists;
}

function numbersOf({ directives = [] }: InputValueDefinitionNode): Record<string, number> {
  const bound = directives.find(({ name }) => name.value === 'maxItems');
  return Object.fromEntries(
    (bound?.arguments ?? []).map(({ name, value }) => [
      name.value,
      value.kind === Kind.INT ? Number(value.value) : NaN,
    ]),
  );
}

const lists = globSync('subgraphs/*/schema.graphql', { cwd: root }).toSorted().flatMap(listsIn);

describe('every list that a subgraph takes', () => {
  it('is found', () => {
    expect(lists.length).toBeGreaterThanOrEqual(13);
  });

  it.each(lists)('$place has a maximum, which its description tells', ({ description, numbers }) => {
    expect(numbers['value']).toBeGreaterThan(0);
    for (const number of Object.values(numbers)) expect(description).toMatch(`at most ${number}`);
  });
});

it('is no part of what clients read', () => {
  expect(read('supergraph.graphql')).not.toContain('maxItems');
});
