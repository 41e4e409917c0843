import type { Fact } from '../domain/apply-fact.ts';

/** What every call names: asked again with the same key, a provider does nothing twice and gives the same answer. */
export interface ProviderRequest {
  readonly idempotencyKey: string;
  /** The payment's id: the provider's own records carry it. */
  readonly reference: string;
}

/** To set an amount aside. */
export interface AuthorizeRequest extends ProviderRequest {
  readonly orderReference: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** Names the buyer's way to pay; never a card number. */
  readonly token: string;
}

/** To take or give back an amount. */
export interface AmountRequest extends ProviderRequest {
  readonly amountMinor: number;
}

type Declined = { readonly kind: 'declined'; readonly code: string; readonly reason: string };

export type AuthorizeResult =
  | { readonly kind: 'authorized' | 'processing' }
  | { readonly kind: 'action-required'; readonly redirectUrl: string }
  | Declined;
export type CaptureResult = { readonly kind: 'captured' } | Declined;
export type VoidResult = { readonly kind: 'voided' | 'already-captured' };
export type RefundResult = { readonly kind: 'refunded' };

/** What a provider tells by itself. */
export interface WebhookEvent {
  /** The provider's; the same for every copy of one event. */
  readonly id: string;
  readonly type: string;
  readonly reference: string;
  /** Null when the event is about nothing that matters here. */
  readonly fact: Fact | null;
}

/** The headers of an HTTP request, as Node gives them. */
export type WebhookHeaders = Readonly<Record<string, string | string[] | undefined>>;

/**
 * A payment provider, in the terms of Stripe's PaymentIntents with manual capture.
 *
 * Every call throws ProviderUnavailable when its outcome is not known: it is to be made again with the same key.
 */
export interface PaymentProvider {
  readonly authorize: (request: AuthorizeRequest) => Promise<AuthorizeResult>;
  readonly capture: (request: AmountRequest) => Promise<CaptureResult>;
  /** After `voided` nothing is set aside and an authorisation that is still on its way will be declined. */
  readonly void: (request: ProviderRequest) => Promise<VoidResult>;
  readonly refund: (request: AmountRequest) => Promise<RefundResult>;
  /** How a payment stands; the fact `unknown` when the provider never heard of it. */
  readonly lookup: (reference: string) => Promise<Fact>;
  /** Reads and verifies an event. @throws WebhookRefused when it is not the provider's. */
  readonly readWebhook: (headers: WebhookHeaders, rawBody: Uint8Array) => WebhookEvent;
  readonly close: () => Promise<void>;
}

/** The provider did not answer, or not in a way that says what became of the call. */
export class ProviderUnavailable extends Error {
  override readonly name = 'ProviderUnavailable';
}

/** A webhook without a valid signature, or not in the provider's form. */
export class WebhookRefused extends Error {
  override readonly name = 'WebhookRefused';
}
