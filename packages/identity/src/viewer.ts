import { graphqlError } from '@cartwright/errors';

/** What a viewer may be; a guest is a session too. */
export type Role = 'GUEST' | 'CUSTOMER' | 'STAFF';

/** Who asks, as the access token says. */
export interface Viewer {
  /** The user's id (UUIDv7). */
  readonly id: string;
  readonly sessionId: string;
  readonly role: Role;
  /** The guest that this customer's session grew out of: that guest's cart and orders are the customer's. */
  readonly guestId?: string;
  /** A customer's own address, where the token carries it. */
  readonly email?: string;
  readonly expiresAt: Date;
}

/** What the guards need of a resolver context; null when the request came without a token. */
export interface ViewerContext {
  readonly viewer: Viewer | null;
}

/** Who asks, a guest included. @throws UNAUTHENTICATED */
export function requireViewer({ viewer }: ViewerContext): Viewer {
  if (viewer === null) throw graphqlError('UNAUTHENTICATED', 'Sign in or start a guest session first.');
  return viewer;
}

/** A signed-in customer or a member of staff. @throws UNAUTHENTICATED, FORBIDDEN for a guest */
export function requireCustomer(context: ViewerContext): Viewer {
  const viewer = requireViewer(context);
  if (viewer.role === 'GUEST') throw graphqlError('FORBIDDEN', 'Sign in to do this.');
  return viewer;
}

/** A member of staff. @throws UNAUTHENTICATED, FORBIDDEN */
export function requireStaff(context: ViewerContext): Viewer {
  const viewer = requireViewer(context);
  if (viewer.role !== 'STAFF') throw graphqlError('FORBIDDEN', 'Only staff may do this.');
  return viewer;
}

/** The ids whose objects the viewer owns: his own and that of the guest he was. */
export function ownerIds(viewer: Viewer): string[] {
  return viewer.guestId === undefined ? [viewer.id] : [viewer.id, viewer.guestId];
}
