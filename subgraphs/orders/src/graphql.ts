import type { MessageAddress } from '@cartwright/events';
import type { Connection } from '@cartwright/graph';
import type { MetafieldDefinition } from '@cartwright/metafields';
import type { ContextInput, ExportPart, PersonalDataContext } from '@cartwright/subgraph';
import type { StaffAction } from './audit/door.ts';
import type { AuditContext } from './audit/room.ts';
import type { CheckoutContext } from './checkout/room.ts';
import type { FollowingContext } from './following/room.ts';
import type { FulfilmentContext } from './fulfilment/context.ts';
import type { ExcessLine } from './fulfilment/rules/parcel-contents.ts';
import type { Parcel, ParcelLine } from './fulfilment/door.ts';
import type { HistoryContext } from './history/room.ts';
import type { LookupContext } from './lookup/room.ts';
import type { MetafieldsContext } from './metafields/context.ts';
import type { OperationsContext } from './operations/room.ts';
import type {
  Order,
  OrderLine,
  OrderTaxLine,
  ShownLine,
  ShownOrder,
  StoredTimelineEntry,
} from './order/door.ts';
import type { OrderContext } from './order/room.ts';
import type { ParkedMessage } from './parked-messages/door.ts';
import type { ParkedMessagesContext } from './parked-messages/room.ts';
import type { PaymentReviewsContext } from './payment-reviews/context.ts';
import type { PlacingContext } from './placing/room.ts';
import type { TransferContext } from './transfer/room.ts';

export type AddressRow = MessageAddress;
export type OrderRow = ShownOrder;
export type OrderLineRow = ShownLine & Pick<OrderLine, 'orderId'> & Pick<Order, 'currency' | 'priceDetails'>;
export type OrderTaxLineRow = OrderTaxLine & Pick<Order, 'currency'>;
export type OrderSummaryRow = Order;
export type OrderSummaryLineRow = OrderLine;
export type OrderMetafieldDefinitionRow = MetafieldDefinition<'ORDER'>;
export type OrderMetafieldDefinitionConnectionRow = Connection<MetafieldDefinition<'ORDER'>>;
export type OrderConnectionRow = Connection<ShownOrder>;
export type TimelineEntryRow = StoredTimelineEntry;
export type OrderStatusEventRow = StoredTimelineEntry;
export type FulfillmentRow = Parcel;
export type FulfillmentLineRow = ParcelLine;
export type FulfillmentExcessLineRow = ExcessLine;
export type ParkedMessageRow = ParkedMessage;
export type ParkedMessageConnectionRow = Connection<ParkedMessage>;
export type StaffActionRow = StaffAction;
export type StaffActionConnectionRow = Connection<StaffAction>;
export type PaymentReviewRow = Order;
export type PaymentReviewConnectionRow = Connection<Order>;
export type StuckCheckoutRow = Order;
export type DataExportRow = ExportPart;
export type StuckCheckoutConnectionRow = Connection<Order>;

/** What a resolver of orders is given. */
export type Context = ContextInput &
  OrderContext &
  AuditContext &
  CheckoutContext &
  PlacingContext &
  HistoryContext &
  FollowingContext &
  FulfilmentContext &
  LookupContext &
  MetafieldsContext &
  ParkedMessagesContext &
  PaymentReviewsContext &
  OperationsContext &
  PersonalDataContext &
  TransferContext;
