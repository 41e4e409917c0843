import type { Database } from '@cartwright/database';
import * as shared from '@cartwright/metafields';
import { recordStaffAction } from '../audit/door.ts';
import type { Tables } from '../generated/tables.ts';
import { definitions } from './repository.ts';
import type { Dependencies } from './use-cases.ts';

/** Who asks for a change, in the trace of the request. */
interface Traced {
  readonly traceparent: string;
}

/** Lays down what metafields of orders with a name have to be like, with its entry in the audit trail. */
export function setDefinition(
  dependencies: Dependencies,
  { traceparent, ...wanted }: Omit<shared.SetDefinition<'ORDER'>, 'ownerType'> & Traced,
) {
  const defining = definingWith(dependencies, 'ORDER_METAFIELD_DEFINITION_SET', traceparent);
  return shared.setDefinition(defining, { ...wanted, ownerType: 'ORDER' });
}

/** Forgets what was laid down, with its entry in the audit trail; metafields stay as they are. */
export function deleteDefinition(
  dependencies: Dependencies,
  { traceparent, ...unwanted }: shared.DeleteDefinition & Traced,
) {
  const defining = definingWith(dependencies, 'ORDER_METAFIELD_DEFINITION_DELETE', traceparent);
  return shared.deleteDefinition(defining, unwanted);
}

/** A page of the definitions, the latest first. @throws BAD_USER_INPUT for a bad size or cursor */
export function readDefinitions(
  { statements }: Pick<Database<Tables>, 'statements'>,
  asked: shared.DefinitionsAsked<'ORDER'>,
) {
  return shared.readDefinitions(definitions, statements, asked);
}

function definingWith(
  { messaging, newId, now }: Dependencies,
  action: 'ORDER_METAFIELD_DEFINITION_SET' | 'ORDER_METAFIELD_DEFINITION_DELETE',
  traceparent: string,
): shared.Defining<Tables, 'ORDER'> {
  return {
    store: definitions,
    transact: (work) => messaging.transact(work, { traceparent }),
    record: (recording, { before = null, after = null, ...entry }) =>
      recordStaffAction(recording, { ...entry, before, after, id: newId(), action }),
    newId,
    now,
  };
}
