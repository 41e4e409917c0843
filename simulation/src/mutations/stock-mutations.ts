import type { Mutation } from '@cartwright/mutations';

const src = 'subgraphs/products/src';
const memory = 'simulation/src/services/products/memory-stock-store.ts';

/** Faults in stock and reservations. */
export const stockMutations: readonly Mutation[] = [
  {
    name: 'a non-conditional stock update: levels are set to what was read before',
    file: memory,
    replace: `      const rows = await lockRows(tx, stock, [...shares.keys()]);
      const single = rows.filter(({ isBundle }) => isBundle !== true);
      return new Map(single.map((row) => lockedLevel(row, tables, shares)));
    },
    updateStock: async (updates) => {
      if (updates.length === 0) return [];
      await tx.statement();`,
    by: `      const single = [...shares.keys()].flatMap((id) => tx.get(stock, id) ?? []).filter(({ isBundle }) => isBundle !== true);
      (tx as any).read = new Map(single.map((row) => [row.variantId, row]));
      return new Map(single.map((row) => lockedLevel(row, tables, shares)));
    },
    updateStock: async (updates) => {
      if (updates.length === 0) return [];
      await tx.statement();
      for (const { variantId } of updates) {
        await tx.lock(stock, variantId);
        const read = (tx as any).read?.get(variantId);
        if (read !== undefined) tx.write(stock, variantId, read);
      }`,
  },
  {
    name: 'more is reserved than is available',
    file: `${src}/stock/rules/allocate.ts`,
    replace: 'if (quantity > there) return',
    by: 'if (quantity > there + 1) return',
  },
  {
    name: 'what one order of a batch takes is still available to the next',
    file: `${src}/stock/rules/allocate.ts`,
    replace:
      '    for (const [variantId, quantity] of taken) left.set(variantId, (left.get(variantId) ?? 0) - quantity);\n',
    by: '',
  },
  {
    name: 'no tombstone in products',
    file: `${src}/stock/use-cases/release-reservations.ts`,
    replace: "orderIds.map((orderId) => ({ orderId, status: 'released', expiresAt: null })),",
    by: '[],',
    harmlessBecause: 'what is reserved for an order that is gone expires',
  },
  {
    name: 'a reservation never expires',
    file: `${src}/stock/rules/reservation.ts`,
    replace: "return status === 'reserved' ? { status: 'expired', move: 'returnReserved' } : null;",
    by: 'return null;',
    harmlessBecause: 'a checkout gives up before that, and releases what it holds',
  },
  {
    name: 'an expired reservation keeps its stock',
    file: `${src}/stock/rules/reservation.ts`,
    replace: "return status === 'reserved' ? { status: 'expired', move: 'returnReserved' } : null;",
    by: "return status === 'reserved' ? { status: 'expired', move: null } : null;",
  },
  {
    name: 'an expired reservation can be committed',
    file: `${src}/stock/rules/reservation.ts`,
    replace: `    case 'expired':
    case 'released':
      return { kind: 'refused', reason: status };`,
    by: `    case 'expired':
      return { kind: 'committed', status: 'committed', move: 'commit' };
    case 'released':
      return { kind: 'refused', reason: status };`,
  },
  {
    name: 'a released reservation is reported as committed',
    file: `${src}/stock/rules/reservation.ts`,
    replace: `    case 'expired':
    case 'released':
      return { kind: 'refused', reason: status };`,
    by: `    case 'expired':
      return { kind: 'refused', reason: status };
    case 'released':
      return { kind: 'committed', status: 'released', move: null };`,
    harmlessBecause: 'the order is being cancelled then, and has it released once more',
  },
  {
    name: 'a sale is not taken back',
    file: `${src}/stock/rules/reservation.ts`,
    replace: "return { status: 'released', move: 'returnSold' };",
    by: "return { status: 'committed', move: null };",
  },
  {
    name: 'a sale is taken back twice',
    file: `${src}/stock/rules/reservation.ts`,
    replace: "return { status: 'released', move: 'returnSold' };",
    by: "return { status: 'committed', move: 'returnSold' };",
  },
  {
    name: 'an order that is asked for again gets stock again',
    file: `${src}/stock/use-cases/reserve-stock.ts`,
    replace: 'const fresh = requests.filter(({ orderId }) => claimed.has(orderId));',
    by: 'const fresh = requests;',
  },
  {
    name: 'a refused reservation is reported as reserved',
    file: `${src}/stock/use-cases/reserve-stock.ts`,
    replace:
      "if (decided?.kind === 'refused') return { kind: 'refused', orderId, shortages: decided.shortages };",
    by: "if (decided?.kind === 'refused') return { kind: 'reserved', orderId, expiresAt };",
  },
  {
    name: 'what came of a shipment before is forgotten when more comes',
    file: `${src}/inbound-shipments/rules/inbound-shipment.ts`,
    replace: 'received: line.received + received,',
    by: 'received,',
  },
  {
    name: 'more of a shipment comes in than was ordered',
    file: `${src}/arrivals/rules/arrivals.ts`,
    replace: 'if (received + missed > awaited)',
    by: 'if (received > awaited)',
  },
  {
    name: 'what came of a shipment comes in again with the rest',
    file: `${src}/inbound-shipments/rules/inbound-shipment.ts`,
    replace: 'return quantity - received - rejected;',
    by: 'return quantity - rejected;',
  },
  {
    name: 'what is rejected of a shipment comes in',
    file: `${src}/inbound-shipments/rules/inbound-shipment.ts`,
    replace:
      "return { kind: 'received', shipment: advance({ ...shipment, lines }, at), arrivals: read.arrivals };",
    by: `return {
    kind: 'received',
    shipment: advance({ ...shipment, lines }, at),
    arrivals: read.arrivals.map((one) => ({ ...one, received: one.received + one.missed })),
  };`,
  },
  {
    name: 'an expiry is not announced',
    file: `${src}/stock/use-cases/expire-reservations.ts`,
    replace: 'for (const orderId of orderIds) send(message(inventoryReservationExpired, { orderId }));',
    by: '',
    harmlessBecause: 'a checkout gives up before its reservation expires',
  },
  {
    name: 'of a bundle its first part alone is set aside',
    file: `${src}/stock/rules/allocate.ts`,
    replace: '  for (const part of parts)\n    taken.set(',
    by: '  for (const part of parts.slice(0, 1))\n    taken.set(',
  },
  {
    name: 'a bundle is sold for as long as one of its parts lasts',
    file: `${src}/stock/rules/allocate.ts`,
    replace: 'const there = Math.min(...enoughFor);',
    by: 'const there = Math.max(...enoughFor);',
  },
  {
    name: 'of what an order holds one line is not given back',
    file: `${src}/stock/use-cases/store-transitions.ts`,
    replace: 'move === null ? [] : [{ move, lines }],',
    by: 'move === null ? [] : [{ move, lines: move.startsWith("return") && lines.length > 1 ? lines.slice(1) : lines }],',
  },
  {
    name: 'an order is asked stock for without what its bundles consisted of',
    file: 'subgraphs/orders/src/checkout/rules/checkout-messages.ts',
    replace: '      ...(bundleParts === null ? {} : { parts: bundleParts.map(shareOf) }),\n',
    by: '',
  },
  {
    name: 'an order does not keep what its bundles consisted of',
    file: 'subgraphs/orders/src/placing/rules/new-order.ts',
    replace: 'told = { bundleParts, discounts,',
    by: 'told = { bundleParts: null, discounts,',
  },
];
