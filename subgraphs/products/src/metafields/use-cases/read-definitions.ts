import * as shared from '@cartwright/metafields';
import type { Parts } from '../../parts.ts';
import { definitions } from '../repository/definitions.ts';
import type { OwnerType } from '../repository/owners.ts';

/** A page of the definitions, the latest first. @throws BAD_USER_INPUT for a bad size or cursor */
export function readDefinitions(
  { database }: Pick<Parts, 'database'>,
  asked: shared.DefinitionsAsked<OwnerType>,
) {
  return shared.readDefinitions(definitions, database.statements, asked);
}
