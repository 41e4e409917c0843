import { readdirSync, readFileSync } from 'node:fs';
import type { CodegenConfig } from '@graphql-codegen/cli';

const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);
const subgraphs = readdirSync('subgraphs').filter((name) => only === undefined || name === only);

/** Types every resolver of a subgraph from its schema; `--only=<name>` for one subgraph. */
const config: CodegenConfig = {
  errorsOnly: true,
  generates: Object.fromEntries(
    subgraphs.map((name) => [
      `subgraphs/${name}/src/generated/graphql.ts`,
      {
        schema: `subgraphs/${name}/schema.graphql`,
        plugins: ['typescript', 'typescript-resolvers'],
        config: {
          federation: true,
          useTypeImports: true,
          enumsAsTypes: true,
          // A field that may be null must be said to be so, not forgotten.
          avoidOptionals: {
            field: true,
            object: false,
            inputValue: false,
            defaultValue: false,
            resolvers: false,
          },
          contextType: '../graphql.ts#Context',
          mappers: mappersOf(name),
          scalars: { ID: 'string', DateTime: { input: 'Date', output: 'Date' }, Decimal: 'string' },
        },
      },
    ]),
  ),
};

export default config;

/** Resolves a type from a row of its own where `src/graphql.ts` exports a `<Type>Row`. */
function mappersOf(name: string): Record<string, string> {
  const schema = readFileSync(`subgraphs/${name}/schema.graphql`, 'utf8');
  const rows = exportsOf(`subgraphs/${name}/src/graphql.ts`).filter((exported) => exported.endsWith('Row'));
  return Object.fromEntries(
    rows.map((row) => {
      const type = row.slice(0, -'Row'.length);
      if (!new RegExp(`^(type|interface|union) ${type}\\b`, 'm').test(schema)) {
        throw new Error(
          `subgraphs/${name}/src/graphql.ts exports ${row}, but its schema has no type ${type}.`,
        );
      }
      return [type, `../graphql.ts#${row}`];
    }),
  );
}

/** The names of the types that a module declares and exports, or exports from another: `export type { A, B as C }`. */
function exportsOf(file: string): string[] {
  const source = readFileSync(file, 'utf8');
  const declared = [...source.matchAll(/^export (?:type|interface) (\w+)/gm)].map(([, name = '']) => name);
  const listed = [...source.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, names = '']) =>
    names.split(',').map((item) => /(\w+)\s*$/.exec(item)?.[1] ?? ''),
  );
  return [...declared, ...listed];
}
