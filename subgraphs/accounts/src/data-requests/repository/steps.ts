import { anyOf, insertRows, type Statements, type Transaction } from '@cartwright/database';
import type { Domain, ErasureObstacle } from '@cartwright/events';
import type { Selectable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';

/** What became of a request in one domain. */
export type DataStep = Readonly<
  Omit<Selectable<Tables['dataRequestSteps']>, 'domain' | 'waitsFor'> & {
    domain: Domain;
    waitsFor: ErasureObstacle | null;
  }
>;

/** Stores the steps of a new request. */
export async function insertSteps(
  tx: Transaction<Tables>,
  [first, ...others]: readonly DataStep[],
): Promise<void> {
  if (first !== undefined) await insertRows(tx, 'dataRequestSteps', [first, ...others]).execute();
}

/** The steps of requests, in no particular order. */
export function findSteps(db: Statements<Tables>, requestIds: readonly string[]): Promise<DataStep[]> {
  return db
    .selectFrom('dataRequestSteps')
    .selectAll()
    .where('requestId', '=', anyOf(requestIds))
    .$castTo<DataStep>()
    .execute();
}

/** Notes what a domain has done; what is done stays so. */
export async function saveStep(
  tx: Transaction<Tables>,
  { requestId, domain, ...step }: DataStep,
): Promise<void> {
  await tx
    .updateTable('dataRequestSteps')
    .set(step)
    .where('requestId', '=', requestId)
    .where('domain', '=', domain)
    .where('state', '<>', 'DONE')
    .execute();
}

/** Whether every domain has done its part. */
export async function areAllDone(tx: Transaction<Tables>, requestId: string): Promise<boolean> {
  const open = await tx
    .selectFrom('dataRequestSteps')
    .select('domain')
    .where('requestId', '=', requestId)
    .where('state', '<>', 'DONE')
    .limit(1)
    .executeTakeFirst();
  return open === undefined;
}
