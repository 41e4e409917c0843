import type { DatabaseDescription } from './describe-database.ts';

/** How a migrated database differs from its Prisma schema. */
export interface SchemaComparison {
  /** What the schema says and the migrations do not yield; empty when they match. */
  readonly problems: readonly string[];
  /** What the migrations add that Prisma's schema language cannot say, one line each. */
  readonly beyond: readonly string[];
}

/** Prisma cannot express these, so they may exist in the database alone. */
const beyondKinds = /^(check|trigger|sequence|function|extension|index|constraint|foreign key) /;

/** Compares a migrated database with the one that the schema describes. */
export function compareSchemas(migrated: DatabaseDescription, wanted: DatabaseDescription): SchemaComparison {
  const missing = [...wanted].filter(([name]) => !migrated.has(name));
  const other = [...wanted].filter(
    ([name, definition]) => !isSame(migrated.get(name) ?? definition, definition),
  );
  const added = [...migrated].filter(([name]) => !wanted.has(name));
  const isBeyond = (name: string): boolean =>
    isInexpressible(migrated.get(name) ?? '', wanted.get(name) ?? '');
  return {
    problems: [
      ...missing.map(([name, definition]) => `${name} (${definition}) is in no migration`),
      ...other
        .filter(([name]) => !isBeyond(name))
        .map(
          ([name, definition]) =>
            `${name} is ${definition} in schema.prisma, ${migrated.get(name) ?? ''} by the migrations`,
        ),
      ...added
        .filter(([name]) => !beyondKinds.test(name))
        .map(([name]) => `${name} is created by a migration and is not in schema.prisma`),
    ],
    beyond: [...added.filter(([name]) => beyondKinds.test(name)), ...other.filter(([name]) => isBeyond(name))]
      .map(([name]) => `${name}: ${oneLine(migrated.get(name) ?? '')}`)
      .toSorted(),
  };
}

function isSame(migrated: string, wanted: string): boolean {
  return migrated.replace('default now()', 'default CURRENT_TIMESTAMP') === wanted;
}

/** Prisma can express neither generated columns nor lists that are never null. */
function isInexpressible(migrated: string, wanted: string): boolean {
  return migrated.includes(' generated as ') || migrated === wanted.replace('[]', '[] not null');
}

function oneLine(definition: string): string {
  return definition.replaceAll(/\s+/g, ' ').trim();
}
