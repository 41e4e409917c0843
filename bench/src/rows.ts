import { peerRows } from './peers/peer-rows.ts';
import type { Row } from './row.ts';
import { again, traffic } from './rows/cached-queries.ts';
import { checkoutRows } from './rows/checkouts.ts';
import { gatewayHop } from './rows/gateway-hop.ts';
import { growth } from './rows/growth.ts';
import { idle } from './rows/idle.ts';
import { orderedStock } from './rows/ordered-stock.ts';
import { personalRows } from './rows/personal-queries.ts';
import { publicQueries } from './rows/public-queries.ts';
import { reserveStep } from './rows/reserve-step.ts';
import { synchronousSaga } from './rows/synchronous-saga.ts';
import { held, pushed } from './rows/subscriptions.ts';

/** Every row of the table, in its order; the first finds a store that nobody has used yet. */
export const rows: readonly Row[] = [
  idle,
  ...publicQueries,
  again,
  traffic,
  gatewayHop,
  ...personalRows,
  ...checkoutRows,
  reserveStep,
  orderedStock,
  synchronousSaga,
  pushed,
  held,
  growth,
  ...peerRows,
];
