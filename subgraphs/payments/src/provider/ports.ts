/** What every call names: called again with the same key, a provider does nothing twice and gives the same answer. */
export interface ProviderRequest {
  readonly idempotencyKey: string;
  /** The payment's id: the provider's own records carry it. */
  readonly reference: string;
  /** How long the answer is waited for; by default, and at most, as long as the provider may take. */
  readonly patienceMs?: number | undefined;
}

/** To authorise an amount. */
export interface AuthorizeRequest extends ProviderRequest {
  readonly orderReference: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** Names the buyer's payment method; never a card number. */
  readonly token: string;
  /** Where the buyer is led after a decision on the provider's page; null for nowhere. */
  readonly returnUrl: string | null;
}

/** To capture or refund an amount. */
export interface AmountRequest extends ProviderRequest {
  readonly amountMinor: number;
}

/** Which other payment of the same order may succeed; NONE when the provider takes nothing of this buyer. */
export type RetryAdvice = 'ANY_METHOD' | 'OTHER_METHOD' | 'NONE';

/** Why a payment, or its capture, was declined. */
export interface Failure {
  /** The provider's: `card_declined`. */
  readonly code: string;
  /** For people. */
  readonly reason: string;
  readonly retry: RetryAdvice;
}

/** What the provider says of a payment, in an answer or in a webhook; `unknown` when it has no such payment. */
export type Fact =
  | { readonly type: 'authorized'; readonly authorizedUntil?: Date | undefined }
  | { readonly type: 'processing' | 'captured' | 'voided' | 'refunded' | 'unknown' }
  | { readonly type: 'action-required'; readonly redirectUrl: string }
  | ({ readonly type: 'declined' | 'capture-declined' } & Failure);

type Declined = { readonly kind: 'declined' } & Failure;

export type AuthorizeResult =
  /** `authorizedUntil`: when the provider lets go of the amount; undefined when it does not say. */
  | { readonly kind: 'authorized'; readonly authorizedUntil?: Date | undefined }
  | { readonly kind: 'processing' }
  | { readonly kind: 'action-required'; readonly redirectUrl: string }
  | Declined;
export type CaptureResult = { readonly kind: 'captured' } | Declined;
export type VoidResult = { readonly kind: 'voided' | 'already-captured' };
export type RefundResult = { readonly kind: 'refunded' };

/** What a provider reports without being asked. */
export interface WebhookEvent {
  /** The provider's; the same for every copy of one event. */
  readonly id: string;
  readonly type: string;
  readonly reference: string;
  /** Null when the event says nothing about how a payment stands. */
  readonly fact: Fact | null;
}

/** The headers of an HTTP request, as Node gives them. */
export type WebhookHeaders = Readonly<Record<string, string | string[] | undefined>>;

/**
 * A payment provider, in the terms of Stripe's PaymentIntents with manual capture.
 *
 * Every call throws ProviderUnavailable when its outcome is not known: retry it with the same key.
 */
export interface PaymentProvider {
  /** What all tokens of one card have in common, and no other has; null for a method that has none. It is no card data. */
  readonly fingerprintOf: (token: string, patienceMs?: number) => Promise<string | null>;
  readonly authorize: (request: AuthorizeRequest) => Promise<AuthorizeResult>;
  readonly capture: (request: AmountRequest) => Promise<CaptureResult>;
  /** After `voided` nothing is authorised, and an authorisation that is still under way will be declined. */
  readonly void: (request: ProviderRequest) => Promise<VoidResult>;
  readonly refund: (request: AmountRequest) => Promise<RefundResult>;
  /** How a payment stands; the fact `unknown` when the provider has no such payment. */
  readonly lookup: (reference: string) => Promise<Fact>;
  /** Verifies and reads an event. @throws WebhookRefused when it is not the provider's. */
  readonly readWebhook: (headers: WebhookHeaders, rawBody: Uint8Array) => WebhookEvent;
  readonly close: () => Promise<void>;
}

/** The provider did not answer, or its answer does not reveal the outcome of the call. */
export class ProviderUnavailable extends Error {
  override readonly name = 'ProviderUnavailable';
}

/** A webhook without a valid signature, or not in the provider's form. */
export class WebhookRefused extends Error {
  override readonly name = 'WebhookRefused';
}
