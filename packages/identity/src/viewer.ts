import { graphqlError } from '@cartwright/errors';
import type { Permission } from './permissions.ts';
import { tokenFaultError, type TokenFault } from './token-fault.ts';

/** The roles of a viewer; a guest has a session, too, and a machine one for each of its keys. */
export type Role = 'GUEST' | 'CUSTOMER' | 'STAFF' | 'MACHINE';

/** Who asks, as the access token says. */
export interface Viewer {
  /** The user's id (UUIDv7), or that of a machine's API key. */
  readonly id: string;
  readonly sessionId: string;
  readonly role: Role;
  /** The guest who became this customer during the session: that guest's cart and orders are the customer's. */
  readonly guestId?: string;
  /** A customer's e-mail address, where the token carries it. */
  readonly email?: string;
  /** Whether a customer was in any group when the token was made: prices may then be others than everybody's. */
  readonly isGrouped?: boolean;
  /** What a machine's API key is called; undefined for people. */
  readonly keyName?: string;
  /** What the viewer may do with what is not theirs; empty for everybody but staff and machines. */
  readonly permissions: readonly Permission[];
  readonly expiresAt: Date;
}

/** Who asks, as far as a request proves it: what the guards need of a resolver's context. */
export interface ViewerContext {
  /** Null when the request came without a token, or with one that speaks for nobody. */
  readonly viewer: Viewer | null;
  /** Why the token of the request speaks for nobody; undefined when it does, or there is none. */
  readonly tokenFault?: TokenFault | undefined;
}

/**
 * The viewer; null for a request without a token. Who sent one means to be somebody: they must not take the answer to
 * nobody for theirs.
 *
 * @throws UNAUTHENTICATED for a token that speaks for nobody, UNAVAILABLE when it cannot be checked
 */
export function optionalViewer({ viewer, tokenFault }: ViewerContext): Viewer | null {
  if (tokenFault !== undefined) throw tokenFaultError(tokenFault);
  return viewer;
}

/** The viewer, a guest included. @throws UNAUTHENTICATED, UNAVAILABLE when the token cannot be checked */
export function requireViewer(context: ViewerContext): Viewer {
  const viewer = optionalViewer(context);
  if (viewer === null) throw graphqlError('UNAUTHENTICATED', 'Sign in or start a guest session first.');
  return viewer;
}

/** The viewer, a guest included, but no machine. @throws UNAUTHENTICATED, FORBIDDEN for a machine */
export function requirePerson(context: ViewerContext): Viewer {
  const viewer = requireViewer(context);
  if (viewer.role === 'MACHINE') throw graphqlError('FORBIDDEN', 'This is for people, not for machines.');
  return viewer;
}

/** The viewer, a signed-in customer or a member of staff. @throws UNAUTHENTICATED, FORBIDDEN for a guest or a machine */
export function requireCustomer(context: ViewerContext): Viewer {
  const viewer = requirePerson(context);
  if (viewer.role === 'GUEST') throw graphqlError('FORBIDDEN', 'Sign in to do this.');
  return viewer;
}

/** The viewer, who has a permission. @throws UNAUTHENTICATED, FORBIDDEN */
export function requirePermission(context: ViewerContext, permission: Permission): Viewer {
  const viewer = requireViewer(context);
  if (hasPermission(viewer, permission)) return viewer;
  throw graphqlError('FORBIDDEN', `This takes the permission ${permission}.`);
}

/** Whether the viewer has a permission; nobody has any. */
export function hasPermission(viewer: Viewer | null, permission: Permission): boolean {
  return viewer !== null && viewer.permissions.includes(permission);
}

/** The ids whose objects the viewer owns: their own, first, and that of the guest that they were. */
export function ownerIds(viewer: Viewer): [string, ...string[]] {
  return viewer.guestId === undefined ? [viewer.id] : [viewer.id, viewer.guestId];
}

/** Whether what belongs to this owner is the viewer's own; nobody owns anything. */
export function isOwn(viewer: Viewer | null, ownerId: string): boolean {
  return viewer !== null && ownerIds(viewer).includes(ownerId);
}

/** Whether the viewer may see what belongs to this owner: it is theirs, or they have the permission; null sees nothing. */
export function maySee(viewer: Viewer | null, ownerId: string, permission: Permission): boolean {
  return isOwn(viewer, ownerId) || hasPermission(viewer, permission);
}
