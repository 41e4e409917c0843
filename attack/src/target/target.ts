import type { Secrets } from '@cartwright/stack';
import type { TestStore } from '@cartwright/stack/test-store';
import type { Visitor } from './visitor.ts';

/** The store under attack, and what an attack needs of it. */
export interface Target {
  readonly store: TestStore;
  /** What only who took over a service, or the whole machine, would know. */
  readonly secrets: Secrets;
  /** The `/graphql` of a gateway that runs trusted documents alone. */
  readonly trustingUrl: string;
  /** What processes that a row starts itself are started with, beside what they need. */
  readonly environment: Readonly<Record<string, string>>;
  /** The directory of its data, logs and mails. */
  readonly dataDir: string;
  /** Somebody at an address that nobody has used before; nobody of the shop's buyers is near it. */
  readonly newVisitor: () => Visitor;
  /** A network (/24) that nobody has used before: its visitors, by the last number of their address. */
  readonly newNetwork: () => (host: number) => Visitor;
}
