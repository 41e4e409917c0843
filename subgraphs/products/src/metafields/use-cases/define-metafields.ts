import { recordStaffAction } from '@cartwright/audit';
import * as shared from '@cartwright/metafields';
import type { Parts } from '../../parts.ts';
import type { Tables } from '../../tables.ts';
import { definitions } from '../repository/definitions.ts';
import type { OwnerType } from '../repository/owners.ts';

type Dependencies = Pick<Parts, 'messaging' | 'newId' | 'now'>;

/** Lays down what metafields with a name have to be like, with its entry in the audit trail. */
export function setDefinition(dependencies: Dependencies, wanted: shared.SetDefinition<OwnerType>) {
  return shared.setDefinition(defining(dependencies, 'catalogueMetafieldDefinitionSet'), wanted);
}

/** Forgets what was laid down, with its entry in the audit trail; metafields stay as they are. */
export function deleteDefinition(dependencies: Dependencies, unwanted: shared.DeleteDefinition) {
  return shared.deleteDefinition(defining(dependencies, 'catalogueMetafieldDefinitionDelete'), unwanted);
}

function defining(
  { messaging, newId, now }: Dependencies,
  operation: string,
): shared.Defining<Tables, OwnerType> {
  return {
    store: definitions,
    transact: (work) => messaging.transact(work),
    record: (recording, action) => recordStaffAction('products', recording, { ...action, operation }),
    newId,
    now,
  };
}
