/** Where the pieces of one variant are. */
export interface SnapshotStock {
  readonly variantId: string;
  readonly available: number;
  readonly reserved: number;
  readonly sold: number;
  /** What there was at first, and what came in since. */
  readonly received: number;
  /** What is kept back from shoppers, and what may be sold beyond what is there; nothing when left out. */
  readonly safetyStock?: number;
  readonly backorderLimit?: number;
  /** What came in as the harness itself knows it; undefined when it does not. */
  readonly delivered?: number | undefined;
  /** What its movements come to, and what was available after the last one; undefined where none are kept. */
  readonly ledger?: SnapshotLedger | undefined;
  /** What it consists of, where it is a bundle: then it has no pieces of its own. */
  readonly parts?: readonly SnapshotPart[] | null | undefined;
  /** How many of its flash offers sold more than their budget, or another number than orders bought of them. */
  readonly wrongOffers?: number | null | undefined;
  /** What is at locations other than the default one; undefined where there are none. */
  readonly elsewhere?: readonly SnapshotLevel[] | undefined;
  /** What suppliers were to bring of it; undefined or null where they were to bring none. */
  readonly inbound?: SnapshotInbound | null | undefined;
  /** Which orders wait for how many pieces, in turn; undefined where none can. */
  readonly waiting?: readonly SnapshotWaiting[] | undefined;
  /** What was sent to other locations; undefined where nothing was. */
  readonly transfers?: SnapshotTransfers | undefined;
}

/** What one piece of a bundle takes of a variant. */
export interface SnapshotShare {
  readonly variantId: string;
  readonly quantity: number;
}

/** A part of a bundle as it is now. */
export interface SnapshotPart extends SnapshotShare {
  /** Whether shoppers see it: while they do not, none of the bundle can be bought. They do where it is left out. */
  readonly isShown?: boolean;
}

/** What suppliers were to bring of a variant, and what came of it. */
export interface SnapshotInbound {
  readonly ordered: number;
  readonly received: number;
  readonly rejected: number;
  /** What movements say came in with shipments. */
  readonly moved: number;
  /** How many lines have more that came than was ordered, or less than nothing. */
  readonly wrong: number;
}

/** What was sent of a variant from one location to another, and neither arrived, nor was lost, nor came back. */
export interface SnapshotTransfers {
  /** By its movements. */
  readonly sent: number;
  /** By the lines of transfers. */
  readonly inTransit: number;
  /** How many transfers account for more pieces of it than were sent, or are over and do not account for all of them. */
  readonly wrong: number;
}

/** An order that waits for pieces. */
export interface SnapshotWaiting {
  readonly orderId: string;
  readonly quantity: number;
}

/** What is of a variant at one location, by its row, by the ledger, and by what orders hold there. */
export interface SnapshotLevel {
  readonly locationId: string;
  readonly onHand: number;
  readonly reserved: number;
  readonly moved: number;
  readonly held: number;
}

/** The sums of a variant's movements. */
export interface SnapshotLedger {
  readonly available: number;
  readonly reserved: number;
  readonly sold: number;
  /** As the last movement has it. */
  readonly availableAfter: number;
  /** How many movements gave pieces to orders that left less than nothing available: more than may be. */
  readonly oversold: number;
}

/** What products holds for one order. */
export interface SnapshotReservation {
  readonly orderId: string;
  readonly status: string;
  readonly lines: readonly { readonly variantId: string; readonly quantity: number }[];
}

/** A sale of so many pieces at most, at a price that nothing else of the variant has. */
export interface SnapshotFlashOffer {
  readonly id: string;
  readonly variantId: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly budget: number;
  /** How many of them one buyer may have; null for no limit. */
  readonly limit: number | null;
  /** What products count. */
  readonly reserved: number;
  readonly sold: number;
}
