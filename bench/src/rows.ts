import type { Row } from './row.ts';
import { checkoutRows } from './rows/checkouts.ts';
import { gatewayHop } from './rows/gateway-hop.ts';
import { publicQueries } from './rows/public-queries.ts';

/** Every row of the table, in its order. */
export const rows: readonly Row[] = [...publicQueries, gatewayHop, ...checkoutRows];
