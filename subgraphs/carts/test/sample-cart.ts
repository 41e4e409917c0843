import { newCart, unknownBuyer, type BuyerIdentity, type Cart, type CartLine } from '../src/cart/door.ts';
import { noTraits, type Offer } from '../src/offers/door.ts';
import { HeldTerms, standardTerms, type PriceTerms, type Pricing } from '../src/pricing/door.ts';

/** An offer of a variant: 20.00, plenty in stock. */
export function offerOf(variantId: string, more: Partial<Offer> = {}): Offer {
  return {
    variantId,
    productId: `product of ${variantId}`,
    title: 'Oak stool',
    variantTitle: 'Natural',
    sku: 'STOOL-OAK',
    forSale: true,
    unitPriceMinor: 2000,
    isReduced: false,
    traits: noTraits,
    priceLists: [],
    available: 100,
    ...more,
  };
}

/** What carts are priced by: neither promotions nor taxes of the shop's own, unless said otherwise. */
export function pricingBy(terms: Partial<PriceTerms> = {}, now = new Date(0)): Pricing {
  return { terms: { ...standardTerms, ...terms }, now, timeZone: 'UTC' };
}

/** Holds these terms. */
export function holding(terms: PriceTerms = standardTerms): HeldTerms<unknown> {
  const version = '0';
  const load = () => Promise.resolve({ version, terms });
  return new HeldTerms<unknown>({
    db: null,
    readVersion: () => Promise.resolve(version),
    load,
    timeZone: 'UTC',
  });
}

/** A line of one piece; its id is `line of <variant>`. */
export function lineOf(variantId: string, more: Partial<CartLine> = {}): CartLine {
  const id = `line of ${variantId}`;
  const offer = offerOf(variantId);
  return {
    id,
    variantId,
    quantity: 1,
    quotedUnitMinor: 2000,
    metafields: [],
    privateMetafields: [],
    offer,
    ...more,
  };
}

/** A buyer of whom so much is known. */
export function buyerOf(more: Partial<BuyerIdentity>): BuyerIdentity {
  return { ...unknownBuyer, ...more };
}

/** An address in a country. */
export function addressIn(countryCode: string) {
  const [firstName, lastName, line1, city] = ['Sam', 'Shopper', '1 Example Street', 'Berlin'];
  return { firstName, lastName, line1, city, postalCode: '10115', countryCode };
}

/** An empty ACTIVE cart in EUR. */
export function cartOf(more: Partial<Cart> = {}): Cart {
  return { ...newCart({ id: 'cart', ownerId: 'owner', currency: 'EUR', now: new Date(0) }), ...more };
}
