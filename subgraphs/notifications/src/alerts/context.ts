import { bind } from '@cartwright/database';
import { listByKey } from '@cartwright/graph';
import type { Dependencies } from './dependencies.ts';
import { listAlerts } from './repository/alerts.ts';
import { cancelAlert } from './use-cases/cancel-alert.ts';
import { confirmAlert } from './use-cases/confirm-alert.ts';
import { createAlert } from './use-cases/create-alert.ts';

/** How many of a user's alerts are listed. */
export const listedAlerts = 100;

/** What resolvers find at `context.alerts`. */
export type AlertsContext = ReturnType<typeof alertsContext>;

/** Makes the context of one operation. */
export function alertsContext(dependencies: Dependencies) {
  const find = (userIds: readonly string[]) => listAlerts(dependencies.db, userIds, listedAlerts);
  return {
    ...bind(dependencies, { createAlert, confirmAlert, cancelAlert }),
    loaders: { alerts: listByKey(find, ({ userId }) => userId) },
  };
}
