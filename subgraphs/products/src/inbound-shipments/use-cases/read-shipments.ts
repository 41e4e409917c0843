import { instantPage, isId, type Connection, type InstantPageArguments } from '@cartwright/graph';
import type { Parts } from '../../parts.ts';
import {
  countShipments,
  findShipment,
  listShipments,
  type ListedShipment,
  type ShipmentFilter,
  type ShipmentOrder,
} from '../repository.ts';
import type { InboundShipment, InboundShipmentStatus } from '../rules/inbound-shipment.ts';

/** Which shipments, and in which order. */
export interface ReadShipments extends InstantPageArguments {
  readonly filters?:
    | {
        readonly statuses?: readonly InboundShipmentStatus[] | null | undefined;
        readonly locationIds?: readonly string[] | null | undefined;
        readonly variantIds?: readonly string[] | null | undefined;
        readonly late?: boolean | null | undefined;
      }
    | null
    | undefined;
  readonly sort: ShipmentOrder;
}

/** A shipment; null when there is none of that id. */
export async function readShipment(
  { database: { statements } }: Pick<Parts, 'database'>,
  id: string,
): Promise<InboundShipment | null> {
  return isId(id) ? ((await findShipment(statements, id)) ?? null) : null;
}

/** A page of the shipments. @throws BAD_USER_INPUT for a bad size or cursor */
export function readShipments(
  { database: { statements }, now }: Pick<Parts, 'database' | 'now'>,
  { filters, sort, ...page }: ReadShipments,
): Promise<Connection<ListedShipment>> {
  const { statuses = null, locationIds, variantIds, late } = filters ?? {};
  const filter: ShipmentFilter = {
    statuses,
    locationIds: locationIds?.filter(isId) ?? null,
    variantIds: variantIds?.filter(isId) ?? null,
    lateAt: late === true ? now() : null,
  };
  const { lateAt, ...rest } = filter;
  return instantPage(page, {
    identity: ['inbound shipments', sort, JSON.stringify({ ...rest, late: lateAt !== null })],
    list: (slice) => listShipments(statements, { filter, sort }, slice),
    count: () => countShipments(statements, filter),
    instantOf: ({ sortedAt }) => sortedAt,
  });
}
