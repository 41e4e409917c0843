import { chosen, instantPage, type Connection, type InstantPageArguments } from '@cartwright/graph';
import type { Parts } from '../../parts.ts';
import { countDefinitions, listDefinitions, type MetafieldDefinition } from '../repository/definitions.ts';
import type { OwnerType } from '../repository/owners.ts';

/** Which definitions are asked for, and which part of their list. */
export interface DefinitionsAsked extends InstantPageArguments {
  readonly filters?:
    | {
        readonly ownerType?: readonly OwnerType[] | null | undefined;
        readonly namespace?: string | null | undefined;
      }
    | null
    | undefined;
}

/** A page of the definitions, the latest first. @throws BAD_USER_INPUT for a bad size or cursor */
export function readDefinitions(
  { database: { statements } }: Pick<Parts, 'database'>,
  { filters: given, ...page }: DefinitionsAsked,
): Promise<Connection<MetafieldDefinition>> {
  const namespace = given?.namespace ?? '';
  const filters = {
    ownerTypes: chosen(given?.ownerType),
    namespace: namespace === '' || namespace.includes('\0') ? null : namespace,
  };
  return instantPage(page, {
    identity: ['metafield definitions', filters.ownerTypes, filters.namespace],
    list: (slice) => listDefinitions(statements, filters, slice),
    count: () => countDefinitions(statements, filters),
    instantOf: ({ createdAt }) => createdAt,
  });
}
