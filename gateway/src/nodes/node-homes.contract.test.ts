import { readFileSync } from 'node:fs';
import { domains } from '@cartwright/events';
import { accessOf } from '@cartwright/graph';
import { Kind, parse, type ObjectTypeDefinitionNode } from 'graphql';
import { expect, it } from 'vitest';
import { nodeHomes } from './node-homes.ts';
import { nodesSchemaFile } from './schema-file.ts';

const root = new URL('../../../', import.meta.url);
const objectsIn = (file: URL): ObjectTypeDefinitionNode[] =>
  parse(readFileSync(file, 'utf8')).definitions.filter((one) => one.kind === Kind.OBJECT_TYPE_DEFINITION);
const objects = domains.flatMap((domain) =>
  objectsIn(new URL(`subgraphs/${domain}/schema.graphql`, root)).map((object) => ({ domain, object })),
);
const typeIn = (domain: string, name: string) =>
  objects.find((one) => one.domain === domain && one.object.name.value === name)?.object;

/** Whether `_entities` of its subgraph leads to a type by its id. */
function isFoundById({ directives = [] }: ObjectTypeDefinitionNode): boolean {
  return directives.some(
    ({ name, arguments: given = [] }) =>
      name.value === 'key' &&
      given.every(
        ({ name: argument, value }) =>
          argument.value === 'fields' && value.kind === Kind.STRING && value.value === 'id',
      ),
  );
}

/** There is one shop, whose id is no UUID; of an export, `dataRequest` is what a client asks for. */
const withoutNode = ['DataExport', 'Shop'];

it('knows a home of every type that a subgraph finds by its id, but of what is named here', () => {
  const entities = objects.filter(({ object }) => isFoundById(object)).map(({ object }) => object.name.value);
  expect([...nodeHomes.keys(), ...withoutNode].toSorted()).toEqual([...new Set(entities)].toSorted());
});

it('is of the types that implement Node', () => {
  const nodes = objectsIn(nodesSchemaFile).filter(({ interfaces = [] }) =>
    interfaces.some(({ name }) => name.value === 'Node'),
  );
  expect(nodes.map(({ name }) => name.value)).toEqual([...nodeHomes.keys()]);
});

it.each([...nodeHomes])('%s is at home where its reference is answered by who may see it', (name, home) => {
  const type = typeIn(home.domain, name);
  if (type === undefined) throw new Error(`${home.domain} has no ${name}`);
  expect(isFoundById(type)).toBe(true);
  const rule = accessOf(type)?.rule;
  if (home.mayFind === undefined) expect(['ANYBODY', 'OWNER']).toContain(rule);
  else expect(rule).toBeUndefined();
});

it('shows a user to whom Query.user does', () => {
  const field = typeIn('accounts', 'Query')?.fields?.find(({ name }) => name.value === 'user');
  expect(accessOf(field)).toEqual({ rule: 'OWNER', permission: 'CUSTOMERS_READ' });
});
