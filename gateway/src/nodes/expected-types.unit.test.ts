import { readFileSync } from 'node:fs';
import { buildASTSchema, getOperationAST, Kind, parse, type FieldNode } from 'graphql';
import { expect, it } from 'vitest';
import { fragmentsOf } from '../limits/document-size.ts';
import { expectedTypes } from './expected-types.ts';
import { nodesSchemaFile } from './schema-file.ts';

const schema = buildASTSchema(parse(readFileSync(nodesSchemaFile, 'utf8')), { assumeValidSDL: true });

function expectedIn(selection: string): readonly string[] {
  const document = parse(`{ node(id: "a") { ${selection} } }
    fragment Named on Product { id } fragment Nested on Node { ...Named ... on Order { id } }`);
  const fields = getOperationAST(document)?.selectionSet.selections ?? [];
  const fieldNodes = fields.filter((field): field is FieldNode => field.kind === Kind.FIELD);
  return expectedTypes({ fieldNodes, fragments: Object.fromEntries(fragmentsOf(document)), schema });
}

it.each([
  ['none where there is no fragment', '__typename id', []],
  ['that of a fragment, whatever stands beside it', '__typename id ... on Cart { id }', ['Cart']],
  ['each once', '... on Cart { id } ... on Order { id } ... on Cart { __typename }', ['Cart', 'Order']],
  ['that of a named fragment', '...Named', ['Product']],
  ['those inside of a fragment on the interface', '...Nested', ['Product', 'Order']],
  ['those inside of a fragment on nothing', '... @include(if: true) { ... on User { id } }', ['User']],
  ['none of a fragment on the interface alone', '... on Node { id }', []],
])('expects %s', (_what, selection, types) => {
  expect(expectedIn(selection)).toEqual(types);
});
