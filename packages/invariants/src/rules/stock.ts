import type { Snapshot, SnapshotOrder } from '../snapshot.ts';
import type { SnapshotLedger, SnapshotReservation, SnapshotStock } from '../snapshot-stock.ts';
import type { Moment, Violation } from '../violation.ts';

/** 3. No piece is lost or sold twice; at rest nothing stays reserved, and each order that stands has bought its lines. */
export function stockViolations(snapshot: Snapshot, moment: Moment): Violation[] {
  const { stock, reservations } = snapshot;
  const reserved = piecesOf(reservations.filter(({ status }) => status === 'reserved'));
  const committed = piecesOf(reservations.filter(({ status }) => status === 'committed'));
  const sums = stock.flatMap((level) => [
    ...(level.parts == null
      ? [...sumViolations(level), ...deliveryViolations(level), ...ledgerViolations(level)]
      : bundleViolations(level, stock)),
    ...offerViolations(level),
    ...locationViolations(level),
    ...transferViolations(level),
    ...inboundViolations(level),
    ...waitingViolations(level, reservations),
    ...differs(level.variantId, { what: 'reserved', is: level.reserved, due: reserved.get(level.variantId) }),
    ...differs(level.variantId, { what: 'sold', is: level.sold, due: committed.get(level.variantId) }),
  ]);
  return moment === 'at-work'
    ? sums
    : [...sums, ...stock.flatMap(stillReserved), ...saleViolations(snapshot)];
}

function sumViolations({
  variantId,
  available,
  reserved,
  sold,
  received,
  ...policy
}: SnapshotStock): Violation[] {
  const { safetyStock = 0, backorderLimit = 0 } = policy;
  const levels = `${available} available, ${reserved} reserved, ${sold} sold of ${received}`;
  // Staff may keep back more than there is, and stop selling what is waited for: then less than nothing may be bought, and nothing is sold.
  if (Math.min(reserved, sold, received) < 0)
    return [violation(`variant ${variantId} is negative: ${levels}`)];
  return available + safetyStock + reserved + sold === received + backorderLimit
    ? []
    : [violation(`variant ${variantId} has ${levels}`)];
}

/** Of a bundle as many can be bought as its parts are enough for, and none while shoppers do not see one of them. */
function bundleViolations(
  { variantId, available, parts }: SnapshotStock,
  stock: readonly SnapshotStock[],
): Violation[] {
  const enoughFor = (parts ?? []).map((part) => {
    if (part.isShown === false) return 0;
    const level = stock.find((one) => one.variantId === part.variantId);
    return Math.floor(Math.max(0, level?.available ?? 0) / part.quantity);
  });
  const due = Math.min(...enoughFor);
  return available === due
    ? []
    : [violation(`bundle ${variantId} has ${available} available, and its parts are enough for ${due}`)];
}

/** What is lost, or sold twice, must not be made good by what was received. */
function deliveryViolations({ variantId, received, delivered = received }: SnapshotStock): Violation[] {
  if (received === delivered) return [];
  return [violation(`variant ${variantId} has received ${received}, and ${delivered} came in`)];
}

/** Each piece is where its movements have brought it. */
function ledgerViolations({ variantId, ledger, ...level }: SnapshotStock): Violation[] {
  if (ledger === undefined) return [];
  const levels = ({ available, reserved, sold }: Pick<SnapshotLedger, 'available' | 'reserved' | 'sold'>) =>
    `${available} available, ${reserved} reserved, ${sold} sold`;
  if (levels(ledger) !== levels(level))
    return [
      violation(`variant ${variantId} has ${levels(level)}, and its movements come to ${levels(ledger)}`),
    ];
  if (ledger.oversold > 0)
    return [
      violation(`variant ${variantId} sold what was not available; movements that did: ${ledger.oversold}`),
    ];
  return ledger.availableAfter === level.available
    ? []
    : [
        violation(
          `variant ${variantId} has ${level.available} available, and its last movement left ${ledger.availableAfter}`,
        ),
      ];
}

/** No flash offer sells more than there is of it. */
function offerViolations({ variantId, wrongOffers }: SnapshotStock): Violation[] {
  if (wrongOffers == null || wrongOffers === 0) return [];
  return [violation(`variant ${variantId} has flash offers that do not add up: ${wrongOffers}`)];
}

/** Each piece is at one location, where its movements have brought it. */
function locationViolations({ variantId, elsewhere = [] }: SnapshotStock): Violation[] {
  return elsewhere.flatMap(({ locationId, onHand, reserved, moved, held }) => {
    const place = `variant ${variantId} at location ${locationId}`;
    if (reserved < 0 || reserved > onHand)
      return [violation(`${place} has ${onHand} pieces, ${reserved} of them reserved`)];
    if (onHand !== moved)
      return [violation(`${place} has ${onHand} pieces, and its movements come to ${moved}`)];
    return reserved === held
      ? []
      : [violation(`${place} has ${reserved} reserved, and orders account for ${held}`)];
  });
}

/** What was sent to another location arrives, is lost, comes back, or is on its way, and the ledger has it so. */
function transferViolations({ variantId, transfers }: SnapshotStock): Violation[] {
  if (transfers === undefined) return [];
  const { sent, inTransit, wrong } = transfers;
  if (wrong > 0)
    return [violation(`transfers of variant ${variantId} that do not account for what they sent: ${wrong}`)];
  return sent === inTransit
    ? []
    : [
        violation(
          `of variant ${variantId} ${sent} pieces were sent and did not arrive, and ${inTransit} are on their way`,
        ),
      ];
}

/** No more comes in than was ordered, and what came in is in the ledger, once. */
function inboundViolations({ variantId, inbound }: SnapshotStock): Violation[] {
  if (inbound == null) return [];
  const { ordered, received, rejected, moved, wrong } = inbound;
  if (wrong > 0 || received + rejected > ordered || Math.min(received, rejected) < 0)
    return [
      violation(
        `of variant ${variantId} ${ordered} were ordered, ${received} received and ${rejected} rejected`,
      ),
    ];
  return received === moved
    ? []
    : [
        violation(
          `variant ${variantId} has received ${received} of shipments, and its movements say ${moved}`,
        ),
      ];
}

/** As many pieces are waited for as are missing, by orders that hold as many. */
function waitingViolations(
  { variantId, available, waiting, ...policy }: SnapshotStock,
  reservations: readonly SnapshotReservation[],
): Violation[] {
  if (waiting === undefined) return [];
  const { safetyStock = 0, backorderLimit = 0 } = policy;
  const missing = Math.max(0, backorderLimit - safetyStock - available);
  const waitedFor = waiting.reduce((sum, { quantity }) => sum + quantity, 0);
  const held = new Map(
    reservations
      .filter(({ status }) => status === 'reserved' || status === 'committed')
      .map(({ orderId, lines }) => [orderId, piecesOf([{ lines }]).get(variantId) ?? 0]),
  );
  const strangers = waiting.filter(({ orderId, quantity }) => quantity > (held.get(orderId) ?? 0));
  return [
    ...(waitedFor === missing
      ? []
      : [violation(`of variant ${variantId} ${missing} are missing, and orders wait for ${waitedFor}`)]),
    ...strangers.map(({ orderId, quantity }) =>
      violation(`order ${orderId} waits for ${quantity} of variant ${variantId}, and holds fewer`, orderId),
    ),
  ];
}

function differs(
  variantId: string,
  { what, is, due = 0 }: { what: string; is: number; due?: number | undefined },
) {
  return is === due
    ? []
    : [violation(`variant ${variantId} has ${is} ${what}, and orders account for ${due}`)];
}

function stillReserved({ variantId, reserved }: SnapshotStock): Violation[] {
  return reserved === 0 ? [] : [violation(`variant ${variantId} has ${reserved} reserved at rest`)];
}

/** What stands is sold, order by order and line by line, and nothing else is. */
function saleViolations({ stock, orders, reservations }: Snapshot): Violation[] {
  if (stock.length === 0) return [];
  const byId = new Map(orders.map((order) => [order.id, order]));
  const committed = reservations.filter(({ status }) => status === 'committed');
  const sales = new Map(committed.map((sale) => [sale.orderId, sale]));
  const bundles = new Map(
    stock.flatMap(({ variantId, parts }) => (parts == null ? [] : [[variantId, parts]])),
  );
  return [
    ...orders.flatMap((order) =>
      unsoldViolations({ ...order, lines: partsOf(order.lines, bundles) }, sales.get(order.id)),
    ),
    ...committed
      .filter(({ orderId }) => !byId.has(orderId))
      .map(({ orderId }) => violation(`order ${orderId} does not exist and has stock`, orderId)),
  ];
}

function unsoldViolations(
  {
    id,
    status,
    lines,
    isImported,
  }: Pick<SnapshotOrder, 'id' | 'status' | 'isImported'> & { readonly lines: Lines },
  sale?: SnapshotReservation,
): Violation[] {
  if (isImported || status === 'CANCELLED') return [];
  const due = listOf(lines);
  const sold = listOf(sale?.lines ?? []);
  return due === sold ? [] : [violation(`order ${id} bought ${due}, and sold for it is ${sold}`, id)];
}

type Lines = SnapshotReservation['lines'];

/** What lines take of the stock: of bundles what these consisted of when they were ordered; where nobody kept that, what they do now. */
function partsOf(lines: SnapshotOrder['lines'], bundles: ReadonlyMap<string, Lines>): Lines {
  return lines.flatMap(({ variantId, quantity, bundleParts }) => {
    const parts = bundleParts ?? bundles.get(variantId) ?? [{ variantId, quantity: 1 }];
    return parts.map((part) => ({ variantId: part.variantId, quantity: part.quantity * quantity }));
  });
}

function listOf(lines: Lines): string {
  const pieces = [...piecesOf([{ lines }])].map(([variantId, quantity]) => `${quantity} × ${variantId}`);
  return pieces.sort().join(', ') || 'nothing';
}

function piecesOf(holders: readonly { readonly lines: Lines }[]): Map<string, number> {
  const pieces = new Map<string, number>();
  for (const { variantId, quantity } of holders.flatMap(({ lines }) => lines)) {
    pieces.set(variantId, (pieces.get(variantId) ?? 0) + quantity);
  }
  return pieces;
}

function violation(message: string, orderId?: string): Violation {
  return { invariant: 'stock-adds-up', message, ...(orderId === undefined ? {} : { orderId }) };
}
