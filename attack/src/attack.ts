import type { Target } from './target/target.ts';

/** A risk of the OWASP API Security Top 10 (2023): https://owasp.org/API-Security/editions/2023/en/0x11-t10/ */
export const threats = {
  API1: 'Broken object level authorization',
  API2: 'Broken authentication',
  API3: 'Broken object property level authorization',
  API4: 'Unrestricted resource consumption',
  API5: 'Broken function level authorization',
  API6: 'Unrestricted access to sensitive business flows',
  API7: 'Server side request forgery',
  API8: 'Security misconfiguration',
  API9: 'Improper inventory management',
  API10: 'Unsafe consumption of APIs',
} as const;

export type Threat = keyof typeof threats;

/** Where the attacker comes in. */
export type Transport =
  | 'HTTP'
  | 'HTTP GET'
  | 'SSE'
  | 'multipart'
  | 'WebSocket'
  | 'TCP'
  | 'webhook'
  | 'subgraph'
  | 'NATS'
  | 'Redis'
  | 'PostgreSQL'
  | 'mail'
  | 'files'
  | 'console';

/** What an attack came to. */
export interface Finding {
  /** Whether the store held. */
  readonly held: boolean;
  /** What the attacker got, in a few words. */
  readonly got: string;
}

/** What an attack came to as far as the attacker sees it. */
export interface Sight extends Finding {
  /** Looks for what it left behind, once it is over: that is work of ours, and nothing a shopper is slowed down by. */
  readonly look?: () => Promise<Finding>;
}

/** One row of the table: somebody tries something that must not succeed. */
export interface Attack {
  /** What the attacker does; unique. */
  readonly name: string;
  readonly threat: Threat;
  readonly transport: Transport;
  /** What must come of it. */
  readonly expected: string;
  /** Tries it once. Whatever it needs, an account or an order, it makes for itself. */
  readonly run: (target: Target) => Promise<Sight>;
}
