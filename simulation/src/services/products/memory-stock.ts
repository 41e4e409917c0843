import type { VariantChange } from '@cartwright/carts';
import type {
  FlashOffer,
  InboundShipment,
  OfferClaim,
  Reservation,
  StockLine,
  StockTransfer,
} from '@cartwright/products';
import type { MemoryDatabase } from '../../database/database.ts';
import { DueIndex } from '../../database/due-index.ts';
import { Table } from '../../database/table.ts';
import type { BackorderedLine } from './memory-backorders.ts';
import { enoughFor, indexParts, type BundleRecord } from './memory-bundles.ts';
import { firstLedger, type Ledger } from './memory-ledger.ts';
import type { PriceListRecord } from './memory-price-lists.ts';
import type { StockRecord } from './stock-record.ts';

/** The tables of products that checkouts use. */
export class MemoryStock {
  readonly database: MemoryDatabase;
  readonly stock: Table<StockRecord>;
  readonly bundles: Table<BundleRecord>;
  readonly bundlesOf = new Map<string, Set<string>>();
  readonly ledgers: Table<Ledger>;
  readonly reservations: Table<Reservation>;
  readonly expiring: DueIndex<Reservation>;
  /** Who bought pieces before they were there, in turn, by variant. */
  readonly backorders: Table<readonly BackorderedLine[]>;
  readonly shipments: Table<InboundShipment>;
  readonly transfers: Table<StockTransfer>;
  /** Of what staff have said has come: each counts once. */
  readonly deliveryKeys: Table<true>;
  readonly offers: Table<FlashOffer>;
  readonly claims: Table<readonly OfferClaim[]>;
  /** Offers that may have to end. */
  readonly ending: DueIndex<FlashOffer>;
  /** What was announced last of the variants that offers may be of, and what these cost without offers. */
  readonly variants: Table<VariantChange>;
  readonly regular = new Map<string, VariantChange['prices']>();
  readonly priceLists: Table<PriceListRecord>;

  constructor(database: MemoryDatabase) {
    this.database = database;
    this.stock = new Table();
    this.bundles = new Table();
    this.ledgers = new Table();
    this.reservations = new Table();
    this.backorders = new Table();
    this.shipments = new Table();
    this.transfers = new Table();
    this.deliveryKeys = new Table();
    this.offers = new Table();
    this.claims = new Table();
    this.ending = new DueIndex(this.offers, ({ endedAt, sold, budget, startsAt, endsAt }) => {
      if (endedAt !== null) return null;
      return sold < budget ? endsAt : startsAt;
    });
    this.variants = new Table();
    this.priceLists = new Table();
    this.expiring = new DueIndex(this.reservations, ({ status, expiresAt }) =>
      status === 'reserved' ? expiresAt : null,
    );
  }

  /** Sets the stock before the shop opens, and how many may be sold beyond it. */
  receive(variantId: string, pieces: number, backorderLimit = 0): void {
    const levels = { available: pieces + backorderLimit, reserved: 0, sold: 0, received: pieces };
    this.stock.apply(variantId, { variantId, ...levels, backorderLimit, version: 1 });
    this.ledgers.apply(variantId, firstLedger(pieces + backorderLimit));
  }

  /** Says what a variant is, before the shop opens. */
  describe(variant: VariantChange): void {
    this.variants.apply(variant.variantId, variant);
    this.regular.set(variant.variantId, variant.prices);
  }

  /** Puts a bundle of variants into the shop before it opens. */
  bundle(variantId: string, parts: readonly StockLine[]): void {
    indexParts(this, variantId, parts);
    this.bundles.apply(variantId, { version: 1, parts });
    const available = enoughFor((id) => this.stock.committed.get(id)?.available, parts);
    const nothing = { reserved: 0, sold: 0, received: 0, backorderLimit: 0 };
    this.stock.apply(variantId, { variantId, ...nothing, available, isBundle: true, version: 1 });
  }

  /** Has a supplier be to bring pieces before the shop opens. @returns the id of the shipment */
  expect(id: string, variantId: string, quantity: number): string {
    const lines = [{ variantId, quantity, received: 0, rejected: 0 }];
    const place = { locationId: 'home', reference: '', expectedAt: null, createdAt: new Date(0) };
    this.shipments.apply(id, { id, ...place, status: 'EXPECTED', version: 1, endedAt: null, lines });
    return id;
  }
}
