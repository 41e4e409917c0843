export { createSimulatorProvider, providerOver, type Ask } from './adapters/simulator-provider.ts';
export type { Answer } from './adapters/simulator-answers.ts';
export {
  ProviderUnavailable,
  WebhookRefused,
  type AuthorizeResult,
  type Fact,
  type Failure,
  type PaymentProvider,
  type WebhookEvent,
  type WebhookHeaders,
} from './ports.ts';
export { anonymousToken, paymentMethodOf } from './rules.ts';
