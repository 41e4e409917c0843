import type { Domain } from '@cartwright/events';
import { maySee, type Viewer } from '@cartwright/identity';

/** Where a type that `node` finds is kept. */
export interface NodeHome {
  /** The subgraph that knows whether there is an object with an id, and whether the viewer may see it. */
  readonly domain: Domain;
  /** Whether the viewer may find one, where the subgraph answers its reference to everybody. */
  readonly mayFind?: (viewer: Viewer | null, id: string) => boolean;
}

/**
 * Every type that implements `Node`, by its name. A user is met by everybody where the graph leads to one, under no more than a
 * role; by the id alone only who `Query.user` shows it to finds one.
 */
export const nodeHomes: ReadonlyMap<string, NodeHome> = new Map<string, NodeHome>([
  ['Brand', { domain: 'products' }],
  ['Cart', { domain: 'carts' }],
  ['Category', { domain: 'products' }],
  ['Collection', { domain: 'products' }],
  ['Notification', { domain: 'notifications' }],
  ['Order', { domain: 'orders' }],
  ['OrderLine', { domain: 'orders' }],
  ['Payment', { domain: 'payments' }],
  ['Product', { domain: 'products' }],
  ['ProductVariant', { domain: 'products' }],
  ['Review', { domain: 'products' }],
  ['User', { domain: 'accounts', mayFind: (viewer, id) => maySee(viewer, id, 'CUSTOMERS_READ') }],
]);
