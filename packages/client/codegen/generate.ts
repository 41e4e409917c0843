import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { generate } from '@graphql-codegen/cli';
import { buildSchema, introspectionFromSchema, type GraphQLSchema } from 'graphql';
import { minifyIntrospectionQuery } from '@urql/introspection';
import { cacheFacts } from './cache-facts.ts';

const repository = new URL('../../../', import.meta.url);
const target = new URL('../src/generated/', import.meta.url);

/** Writes `src/generated`: the typed operations, and what caches have to know of the schema. */
async function main(): Promise<void> {
  await mkdir(target, { recursive: true });
  const schema = buildSchema(await readFile(new URL('api/schema.graphql', repository), 'utf8'));
  const possibleTypes: unknown = JSON.parse(
    await readFile(new URL('api/possibleTypes.json', repository), 'utf8'),
  );
  await writeModule('possible-types', 'possibleTypes', {
    value: possibleTypes,
    type: { name: 'PossibleTypes', from: '../cache-facts.ts' },
    says: 'The object types of every interface and union, for caches that match fragments.',
  });
  await writeModule('cache-facts', 'cacheFacts', {
    value: cacheFacts(schema),
    type: { name: 'CacheFacts', from: '../cache-facts.ts' },
    says: 'What normalising caches have to know of the schema.',
  });
  await writeModule('introspection', 'introspection', {
    value: minified(schema),
    type: { name: 'StoreSchema', from: '../urql/store-schema.ts' },
    says: 'The schema in the form that graphcache reads, without descriptions.',
  });
  await writeOperations();
}

function minified(schema: GraphQLSchema): unknown {
  return minifyIntrospectionQuery(introspectionFromSchema(schema, { descriptions: false }));
}

async function writeModule(
  file: string,
  name: string,
  { value, type, says }: { value: unknown; type: { name: string; from: string }; says: string },
): Promise<void> {
  const text = `import type { ${type.name} } from '${type.from}';

/** ${says} */
export const ${name}: ${type.name} = ${JSON.stringify(value)};
`;
  await writeFile(new URL(`${file}.ts`, target), text);
}

/** The operations of `operations/`, as documents that carry the types of their variables and results. */
async function writeOperations(): Promise<void> {
  await generate({
    schema: new URL('api/schema.graphql', repository).pathname,
    documents: new URL('../operations/*.graphql', import.meta.url).pathname,
    silent: true,
    generates: {
      [new URL('operations.ts', target).pathname]: {
        plugins: ['typescript-operations', 'typed-document-node'],
        config: {
          useTypeImports: true,
          enumType: 'string-literal',
          scalars: { ID: 'string', DateTime: 'string', Decimal: 'string', JSON: 'unknown' },
          dedupeFragments: true,
          optimizeDocumentNode: true,
        },
      },
    },
  });
}

await main();
