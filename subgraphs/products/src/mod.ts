// The door of products for who runs it in one process with others, and for harnesses that run it by themselves.
export { products } from './app.ts';
export type { FlashOffer, OfferClaim } from './flash-offers/door.ts';
export { isOver as isOfferOver } from './flash-offers/rules/flash-offer.ts';
export { isOver, receive, type InboundShipment } from './inbound-shipments/rules/inbound-shipment.ts';
export { consumesPurchases } from './reviews/events.ts';
export type { PurchaseStore } from './reviews/ports.ts';
export { consumes, publishes } from './stock/events.ts';
export type { Reservation, StockChange, StockStore, StockUpdate, StockWithin } from './stock/ports.ts';
export { stockWithin } from './stock/repository/stock-within.ts';
export type { Arrival } from './arrivals/door.ts';
export { announcedAvailable } from './stock/rules/availability.ts';
export type { ReservationStatus } from './stock/rules/reservation.ts';
export { stockMoves, type StockLine, type StockMove } from './stock/rules/stock-movement.ts';
export { commitReservations } from './stock/use-cases/commit-reservations.ts';
export { expireReservations } from './stock/use-cases/expire-reservations.ts';
export { reserveStock } from './stock/use-cases/reserve-stock.ts';
export { arrive, callBack, inTransit, type StockTransfer } from './stock-transfers/rules/stock-transfer.ts';
export type { Tables } from './tables.ts';
