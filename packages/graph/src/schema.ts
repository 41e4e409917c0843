import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { Kind, parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import { guardAccess, type AccessOptions } from './access/access-door.ts';
import { listAccess } from './access/list-access.ts';
import { checkCacheHints } from './cache-hints/check-cache-hints.ts';
import { refuseCardNumbers } from './card-door.ts';
import { idsInOneCase } from './ids-in-one-case.ts';
import { translateMessages } from './messages-door.ts';
import { nullAsDefault } from './null-as-default.ts';
import { oneWayDefault } from './one-way-default.ts';
import { refuseBadReferences } from './reference-door.ts';
import { scalars } from './scalars.ts';
import { refuseOversizedInput } from './size-door.ts';
import { refuseUnstorableText } from './text-door.ts';

type ResolverMap = NonNullable<
  Parameters<typeof buildSubgraphSchema>[0] extends infer Modules
    ? Modules extends { typeDefs: DocumentNode; resolvers?: infer Map }
      ? Map
      : never
    : never
>;

/**
 * Builds a subgraph's executable schema from its SDL file, with the shared scalars that the file declares and the doors for
 * what is too large, for references, text and card numbers, and the guards of `@access`. A null for what has a default means the default,
 * that of `first` counts only where a list is read forward, and ids are read in either case.
 * @throws TypeError when a field does not say who may see it, or says what cannot be held, or is kept for everybody though not
 * everybody may see it
 */
export function loadSchema(schemaFile: URL, resolvers: object, access: AccessOptions): GraphQLSchema {
  const typeDefs = parse(readFileSync(schemaFile, 'utf8'));
  listAccess(typeDefs);
  checkCacheHints(typeDefs);
  const schema = buildSubgraphSchema({
    typeDefs,
    resolvers: { ...declaredScalars(typeDefs), ...resolvers } as ResolverMap,
  });
  const tidied = refuseUnstorableText(
    refuseCardNumbers(idsInOneCase(refuseBadReferences(oneWayDefault(nullAsDefault(schema))))),
  );
  return guardAccess(translateMessages(refuseOversizedInput(tidied)), access);
}

/** Only how they read and write: what they are called and specified by is said in the SDL. */
function declaredScalars(typeDefs: DocumentNode): Record<string, unknown> {
  const declared = typeDefs.definitions
    .filter((definition) => definition.kind === Kind.SCALAR_TYPE_DEFINITION)
    .map(({ name }) => name.value);
  return Object.fromEntries(
    Object.entries(scalars)
      .filter(([name]) => declared.includes(name))
      .map(([name, { serialize, parseValue, parseLiteral }]) => [
        name,
        { serialize, parseValue, parseLiteral },
      ]),
  );
}
