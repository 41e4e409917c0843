import type { CurrencyCode } from '@cartwright/money';

/** The currencies that every sample variant is priced in, whatever else the store sells in. */
export type SampleCurrency = 'EUR' | 'USD';

/** A node of the category tree; only leaves hold products. */
export interface SampleCategory {
  id: string;
  /** Null for a department, the top of the tree. */
  parentId: string | null;
  slug: string;
  name: string;
  description: string;
  /** From 0, among its siblings. */
  position: number;
}

/** A picture of a product; `key` is what `sampleImageSvg` draws it from, without any look-up. */
export interface SampleImage {
  id: string;
  /** Safe in a URL path, for instance `t-shirt_forest_1f3a9c_0`. */
  key: string;
  alt: string;
  position: number;
}

/** A choice that the buyer makes, with its values in the order in which a shop shows them. */
export interface SampleOption {
  name: string;
  values: string[];
}

/** One chosen value of one option of the product. */
export interface SampleOptionValue {
  name: string;
  value: string;
}

/** A gross price in minor units; `compareAtMinor` is the higher former price, null when not reduced. */
export interface SamplePrice {
  currency: CurrencyCode;
  amountMinor: number;
  compareAtMinor: number | null;
}

/** The unit that is bought: one combination of option values, with its own price and stock. */
export interface SampleVariant {
  id: string;
  productId: string;
  sku: string;
  /** The option values, joined: `M / Navy`. */
  title: string;
  /** In the order of the product's options. */
  optionValues: SampleOptionValue[];
  /** One for each currency, EUR first. */
  prices: SamplePrice[];
  stockOnHand: number;
  weightGrams: number;
  /** Among the product's images; the picture of this colour where there is one. */
  imageId: string;
  position: number;
}

/** A product with everything that belongs to it except its reviews. */
export interface SampleProduct {
  id: string;
  /** From 0; the same product whatever the size of the catalogue. */
  index: number;
  slug: string;
  title: string;
  /** Plain text, two to four sentences. */
  description: string;
  /** The same in German; what its options are called there, `germanOption` and `germanValue` say. */
  german: { title: string; description: string };
  brand: string;
  /** Always a leaf of the category tree. */
  categoryId: string;
  createdAt: Date;
  options: SampleOption[];
  variants: SampleVariant[];
  images: SampleImage[];
  tags: string[];
}

/** A customer's opinion; a customer reviews a product at most once. */
export interface SampleReview {
  id: string;
  productId: string;
  customerId: string;
  authorName: string;
  /** 1 to 5. */
  rating: number;
  title: string;
  body: string;
  createdAt: Date;
}

/** Whether a customer finds another's review helpful. */
export interface SampleReviewVote {
  reviewId: string;
  customerId: string;
  isHelpful: boolean;
  votedAt: Date;
}

/** What the shop answers to a review, in plain text. */
export interface SampleReviewAnswer {
  answerBody: string;
  answeredAt: Date;
}

/** A postal address in Germany, France, the Netherlands, Austria or the United States. */
export interface SampleAddress {
  id: string;
  firstName: string;
  lastName: string;
  company: string | null;
  line1: string;
  line2: string | null;
  city: string;
  /** ISO 3166-2 subdivision without the country (`CA`); null outside the United States. */
  region: string | null;
  postalCode: string;
  /** ISO 3166-1 alpha-2. */
  countryCode: string;
  /** E.164, from ranges that are reserved for fiction. */
  phone: string | null;
}

/** The roles that sample staff have, of those that every store begins with. */
export type SampleStaffRole = 'Owner' | 'Support';

/** A fictional person with a password in clear text, which is documented on purpose. */
export interface SampleCustomer {
  id: string;
  email: string;
  password: string;
  firstName: string;
  lastName: string;
  role: 'CUSTOMER' | 'STAFF';
  /** What a member of the staff is, by name; undefined for customers. */
  staffRole?: SampleStaffRole;
  /** BCP 47: the language of mails. */
  locale: string;
  /** The first is the default; staff have none. */
  addresses: SampleAddress[];
  createdAt: Date;
}

/** The status of a past order. */
export type SampleOrderStatus = 'CONFIRMED' | 'SHIPPED' | 'DELIVERED' | 'CANCELLED';

/** Why a past order was cancelled. */
export type SampleCancelReason = 'PAYMENT_DECLINED' | 'OUT_OF_STOCK' | 'CUSTOMER_REQUESTED';

/** A line of a past order, as it was when the order was placed. */
export interface SampleOrderLine {
  id: string;
  variantId: string;
  productId: string;
  title: string;
  variantTitle: string;
  sku: string;
  quantity: number;
  /** Gross, in the order's currency. */
  unitPriceMinor: number;
  /** What promotions took off all its pieces. */
  discounts: { promotionId: string; amountMinor: number }[];
  taxRateBasisPoints: number;
  /** The tax in what is left of it. */
  taxMinor: number;
}

/** A promotion that a past order was cheaper by. */
export interface SampleOrderPromotion {
  promotionId: string;
  title: string;
  /** Missing where none was needed. */
  code?: string;
  class: 'ORDER' | 'SHIPPING';
  amountMinor: number;
}

/** All of a past order that has one rate of tax. */
export interface SampleTaxLine {
  rateBasisPoints: number;
  netMinor: number;
  taxMinor: number;
}

/** A shipping method with its gross price in the order's currency. */
export interface SampleShipping {
  code: 'standard' | 'express';
  name: string;
  amountMinor: number;
}

/** A parcel with all or some of a past order. */
export interface SampleParcel {
  id: string;
  carrier: string;
  trackingNumber: string;
  lines: { lineId: string; quantity: number }[];
  shippedAt: Date;
  /** Null while it is on its way. */
  deliveredAt: Date | null;
}

/** A past order; all amounts are gross, in minor units of `currency`. */
export interface SampleOrder {
  id: string;
  /** The number shown to the customer, rising with `placedAt`: `CW-10001`. */
  number: string;
  customerId: string;
  email: string;
  /** The customer's. */
  locale: string;
  currency: SampleCurrency;
  placedAt: Date;
  status: SampleOrderStatus;
  lines: SampleOrderLine[];
  shipping: SampleShipping;
  /** Sum of the lines, without shipping. */
  subtotalMinor: number;
  /** What promotions took off, the delivery included. */
  discountMinor: number;
  shippingDiscountMinor: number;
  promotions: SampleOrderPromotion[];
  /** The tax that `totalMinor` includes, and the same by rate, the highest first. */
  taxMinor: number;
  taxLines: SampleTaxLine[];
  /** The standard rate of the destination, in percent; books have another. */
  taxRatePercent: number;
  /** Subtotal and shipping, less the discount. */
  totalMinor: number;
  shippingAddress: SampleAddress;
  paymentId: string;
  /** Whether staff looked at the payment, and approved it, before it was taken. */
  wasReviewed: boolean;
  /** What was sent, in its sequence. */
  parcels: SampleParcel[];
  cancelledAt: Date | null;
  cancelReason: SampleCancelReason | null;
}

/** The whole catalogue; `products` can be iterated any number of times and makes each product on demand. */
export interface SampleCatalogue {
  categories: SampleCategory[];
  products: Iterable<SampleProduct>;
}

/** A login that is printed for users to try. */
export interface SampleLogin {
  email: string;
  password: string;
  role: 'CUSTOMER' | 'STAFF';
  /** What a member of the staff is, by name; undefined for customers. */
  staffRole?: SampleStaffRole;
}
