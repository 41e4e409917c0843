import type { TestViewer } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import type { TestProducts } from './start-test-products.ts';
import { stockAtLocations } from './stock-locations.ts';

/** A shipment as tests look at it. */
export interface SeenShipment {
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly lines: readonly {
    readonly quantityReceived: number;
    readonly quantityRejected: number;
    readonly quantityOpen: number;
  }[];
}

const shipment = `shipment { id status version late reference expectedAt location { id isDefault }
  lines { variantId quantity quantityReceived quantityRejected quantityOpen } }`;

/** In so many days from now. */
export const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

/** What suppliers bring, and who waits for it. */
export function inboundStock(products: TestProducts) {
  const shop = stockAtLocations(products);
  const act = (name: string, input: object) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    return shop.act(
      name,
      input,
      `... on ${type}Success { ${shipment} } ... on InvalidInputError { fields { path code } }
       ${name === 'inboundShipmentCreate' ? '' : `... on InboundShipmentEndedError { ${shipment} }`}`,
    );
  };
  const expectOf = async (variantId: string, quantity: number, input: object = {}) => {
    const made = await act('inboundShipmentCreate', {
      ...{ idempotencyKey: uuidv7(), lines: [{ variantId, quantity }] },
      ...input,
    });
    return made['shipment'] as SeenShipment;
  };
  const receive = (id: string, input: object = {}) =>
    act('inboundShipmentReceive', { idempotencyKey: uuidv7(), id, ...input });
  const sellBeforehand = async (variantId: string, backorderLimit: number, input: object = {}) => {
    await shop.act('variantStockPolicyUpdate', {
      ...{ variantId, version: 1, whenSoldOut: 'BACKORDER', backorderLimit },
      ...input,
    });
  };
  return { ...shop, actOn: act, expectOf, receive, sellBeforehand, ...readingOf(products, shop.staff) };
}

const buyer: TestViewer = { id: uuidv7(), role: 'GUEST' };

type Staff = ReturnType<typeof stockAtLocations>['staff'];

function readingOf(products: TestProducts, staff: Staff) {
  /** Who waits for a variant in turn: order, pieces, and when they are expected. */
  const waiting = async (variantId: string) => {
    const { data } = await products.graphql<{ variantStock: Waiting }>(
      staff,
      `query ($variantId: ID!) { variantStock(variantId: $variantId) {
        incoming waitingQuantity waiting { orderId quantity turn expectedAt } } }`,
      { variantId },
    );
    return data.variantStock;
  };
  /** What an order waits for, as orders let somebody see it: not where they keep its number to themselves. */
  const ofOrder = async (id: string, number: string | null = 'CW-1', viewer: TestViewer = buyer) => {
    const { data } = await products.graphql<{
      _entities: readonly ({ backorderedLines: readonly object[] } | null)[];
    }>(
      viewer,
      `query ($orders: [_Any!]!) { _entities(representations: $orders) { ... on Order {
        backorderedLines { variantId quantity turn expectedAt } } } }`,
      { orders: [{ __typename: 'Order', id, ...(number !== null && { number }) }] },
    );
    return data._entities[0]?.backorderedLines;
  };
  const promised = async (variantId: string) => {
    const { data } = await products.graphql<{
      _entities: readonly { availability: { status: string; expectedAt: string | null } }[];
    }>(
      null,
      `query ($variants: [_Any!]!) { _entities(representations: $variants) { ... on ProductVariant {
        availability { status expectedAt } } } }`,
      { variants: [{ __typename: 'ProductVariant', id: variantId }] },
    );
    return data._entities[0]?.availability;
  };
  return { waiting, ofOrder, promised };
}

interface Waiting {
  readonly incoming: number;
  readonly waitingQuantity: number;
  readonly waiting: readonly {
    readonly orderId: string;
    readonly quantity: number;
    readonly turn: number;
    readonly expectedAt: string | null;
  }[];
}
