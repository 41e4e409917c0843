import type { Answer } from './rules/attempts.ts';

/** What is sent to a receiver, and where to. */
export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends to receivers. */
export interface WebhookSender {
  /** Sends once. Whatever goes wrong is in the answer. */
  readonly send: (request: WebhookRequest, signal: AbortSignal) => Promise<Answer>;
  readonly close: () => void;
}
