import type { Statements } from '@cartwright/database';
import { chosen, instantPage, type Connection, type InstantPageArguments } from '@cartwright/graph';
import type { DefinitionStore, MetafieldDefinition } from './definition-store.ts';

/** Which definitions are asked for, and which part of their list. */
export interface DefinitionsAsked<OwnerType extends string> extends InstantPageArguments {
  readonly filters?:
    | {
        readonly ownerType?: readonly OwnerType[] | null | undefined;
        readonly namespace?: string | null | undefined;
      }
    | null
    | undefined;
}

/** A page of the definitions, the latest first. @throws BAD_USER_INPUT for a bad size or cursor */
export function readDefinitions<Tables, OwnerType extends string>(
  store: DefinitionStore<Tables, OwnerType>,
  statements: Statements<Tables>,
  { filters: given, ...page }: DefinitionsAsked<OwnerType>,
): Promise<Connection<MetafieldDefinition<OwnerType>>> {
  const filters = { ownerTypes: chosen(given?.ownerType), namespace: given?.namespace ?? null };
  return instantPage(page, {
    identity: ['metafield definitions', filters.ownerTypes, filters.namespace],
    list: (slice) => store.list(statements, filters, slice),
    count: () => store.count(statements, filters),
    instantOf: ({ createdAt }) => createdAt,
  });
}
