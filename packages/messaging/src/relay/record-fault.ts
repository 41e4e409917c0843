import { streamOf, type Domain } from '@cartwright/events';
import type pg from 'pg';

const setFault = `
UPDATE messaging.relay_state SET fault = $2 WHERE stream = $1 AND fault IS DISTINCT FROM $2`;

/** Records why the active relay can not publish, for the other replicas and for staff; undefined when it can. */
export async function recordFault(client: pg.Client, domain: Domain, fault?: string): Promise<void> {
  await client.query(setFault, [streamOf(domain), fault ?? null]);
}

/** The statements that `npm run check` prepares on the migrated schema. @public */
export const statements = { setFault };
