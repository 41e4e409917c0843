import { readFileSync } from 'node:fs';
import { domains, type Domain } from '@cartwright/events';
import {
  Kind,
  parse,
  print,
  type FieldDefinitionNode,
  type ObjectTypeDefinitionNode,
  type TypeNode,
} from 'graphql';
import { expect, it } from 'vitest';

interface Field {
  /** `CartLine.variant: ProductVariant`, where it is read. */
  readonly name: string;
  readonly type: TypeNode;
}

const objectsOf = (domain: Domain): ObjectTypeDefinitionNode[] => {
  const file = new URL(`../../../subgraphs/${domain}/schema.graphql`, import.meta.url);
  return parse(readFileSync(file, 'utf8')).definitions.filter(
    (one) => one.kind === Kind.OBJECT_TYPE_DEFINITION,
  );
};
const objects = domains.flatMap((domain) => objectsOf(domain).map((object) => ({ domain, object })));
const isEntity = ({ directives = [] }: ObjectTypeDefinitionNode) =>
  directives.some(({ name }) => name.value === 'key');
const entities = objects.filter(({ object }) => isEntity(object));

/** The subgraph that keeps an entity knows most of it; others refer to it or add a few fields. */
function homeOf(entity: string): Domain | undefined {
  const known = entities.filter(({ object }) => object.name.value === entity);
  return known.toSorted((a, b) => sizeOf(b.object) - sizeOf(a.object))[0]?.domain;
}

function sizeOf({ fields = [] }: ObjectTypeDefinitionNode): number {
  return fields.length;
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

/** Whether one entity that is missing takes nothing along with it. */
function mayMiss(type: TypeNode): boolean {
  return type.kind === Kind.LIST_TYPE ? mayMiss(type.type) : type.kind === Kind.NAMED_TYPE;
}

/** What another subgraph gives it is not its own. */
function isOwn({ directives = [] }: FieldDefinitionNode): boolean {
  return directives.every(({ name }) => name.value !== 'external');
}

function fieldsOf({ name, fields = [] }: ObjectTypeDefinitionNode): Field[] {
  return fields.filter(isOwn).map((field) => ({
    name: `${name.value}.${field.name.value}: ${print(field.type)}`,
    type: field.type,
  }));
}

/** What names an entity: whoever has a reference to it has that. */
function keysOf({ directives = [] }: ObjectTypeDefinitionNode): string[] {
  return directives
    .flatMap(({ name, arguments: given = [] }) => (name.value === 'key' ? given : []))
    .flatMap(({ value }) => (value.kind === Kind.STRING ? value.value.split(' ') : []));
}

const references = objects.flatMap(({ domain, object }) =>
  fieldsOf(object).filter(({ type }) => {
    const home = homeOf(namedType(type));
    return home !== undefined && home !== domain;
  }),
);
const additions = entities
  .filter(({ domain, object }) => homeOf(object.name.value) !== domain)
  .flatMap(({ object }) =>
    fieldsOf(object).filter(({ name }) => !keysOf(object).some((key) => name.includes(`.${key}:`))),
  );

it('finds what refers to other subgraphs, and what they add to each other', () => {
  expect(references.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'CartLine.variant: ProductVariant',
      'Order.customer: User',
      'StaffAction.staff: User',
    ]),
  );
  expect(additions.map(({ name }) => name)).toContain('User.orders: OrderConnection');
});

it.each(references)('$name is null where the other subgraph is away or has it no more', ({ type }) => {
  expect(mayMiss(type)).toBe(true);
});

it.each(additions)('$name is null where the subgraph that adds it is away', ({ type }) => {
  expect(type.kind).not.toBe(Kind.NON_NULL_TYPE);
});
