import { recordStaffAction } from '@cartwright/audit';
import * as shared from '@cartwright/metafields';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { definitions, type OwnerType } from './repository.ts';

type Dependencies = Pick<Parts, 'messaging' | 'newId' | 'now'>;

/** Lays down what metafields of carts with a name have to be like, with its entry in the audit trail. */
export function setDefinition(dependencies: Dependencies, wanted: shared.SetDefinition<OwnerType>) {
  return shared.setDefinition(definingWith(dependencies, 'cartMetafieldDefinitionSet'), wanted);
}

/** Forgets what was laid down, with its entry in the audit trail; metafields stay as they are. */
export function deleteDefinition(dependencies: Dependencies, unwanted: shared.DeleteDefinition) {
  return shared.deleteDefinition(definingWith(dependencies, 'cartMetafieldDefinitionDelete'), unwanted);
}

/** A page of the definitions, the latest first. @throws BAD_USER_INPUT for a bad size or cursor */
export function readDefinitions(
  { database }: Pick<Parts, 'database'>,
  asked: shared.DefinitionsAsked<OwnerType>,
) {
  return shared.readDefinitions(definitions, database.statements, asked);
}

function definingWith(
  { messaging, newId, now }: Dependencies,
  operation: string,
): shared.Defining<Tables, OwnerType> {
  return {
    store: definitions,
    transact: (work) => messaging.transact(work),
    record: (recording, action) => recordStaffAction('carts', recording, { ...action, operation }),
    newId,
    now,
  };
}
