import { sampleId, type SampleProduct } from '@cartwright/sample-data';
import type { SeededRow } from './repository.ts';

/** The location that each store begins with: `prisma/products/migrations/20261215000000_locations_of_stock`. */
const defaultLocation = '01980000-0000-7000-8000-000000000001';
/** Behind the products that whoever tries the store out looks at first. */
const productIndex = 90;
const dayMs = 24 * 60 * 60 * 1_000;

interface ExpectedRows {
  readonly shipment: SeededRow<'inboundShipments'>;
  readonly line: SeededRow<'inboundShipmentLines'> & { readonly variantId: string };
}

/** What a supplier is to bring of a sample variant that can be bought; undefined where there are too few products. */
export function expectedRows(
  products: Iterable<Pick<SampleProduct, 'variants'>>,
  now: Date,
): ExpectedRows | undefined {
  const variant = findVariant(products);
  if (variant === undefined) return undefined;
  const id = sampleId('inbound-shipment', 0);
  const expectedAt = new Date(now.getTime() + 14 * dayMs);
  return {
    shipment: {
      ...{ id, locationId: defaultLocation, reference: 'PO 1001', expectedAt },
      ...{ status: 'EXPECTED', createdAt: now },
    },
    line: { shipmentId: id, variantId: variant.id, quantity: 40 },
  };
}

function findVariant(products: Iterable<Pick<SampleProduct, 'variants'>>) {
  let index = 0;
  for (const { variants } of products) {
    const variant = variants.find(({ stockOnHand }) => stockOnHand > 0);
    if (index >= productIndex && variant !== undefined) return variant;
    index += 1;
  }
  return undefined;
}
