import { graphqlError } from '@cartwright/errors';

/** The roles of a viewer; a guest has a session, too. */
export type Role = 'GUEST' | 'CUSTOMER' | 'STAFF';

/** Who asks, as the access token says. */
export interface Viewer {
  /** The user's id (UUIDv7). */
  readonly id: string;
  readonly sessionId: string;
  readonly role: Role;
  /** The guest who became this customer during the session: that guest's cart and orders are the customer's. */
  readonly guestId?: string;
  /** A customer's e-mail address, where the token carries it. */
  readonly email?: string;
  readonly expiresAt: Date;
}

/** What the guards need of a resolver's context. */
export interface ViewerContext {
  /** Null when the request came without a token. */
  readonly viewer: Viewer | null;
}

/** The viewer, a guest included. @throws UNAUTHENTICATED */
export function requireViewer({ viewer }: ViewerContext): Viewer {
  if (viewer === null) throw graphqlError('UNAUTHENTICATED', 'Sign in or start a guest session first.');
  return viewer;
}

/** The viewer, a signed-in customer or a member of staff. @throws UNAUTHENTICATED, FORBIDDEN for a guest */
export function requireCustomer(context: ViewerContext): Viewer {
  const viewer = requireViewer(context);
  if (viewer.role === 'GUEST') throw graphqlError('FORBIDDEN', 'Sign in to do this.');
  return viewer;
}

/** The viewer, a member of staff. @throws UNAUTHENTICATED, FORBIDDEN */
export function requireStaff(context: ViewerContext): Viewer {
  const viewer = requireViewer(context);
  if (viewer.role !== 'STAFF') throw graphqlError('FORBIDDEN', 'Only staff may do this.');
  return viewer;
}

/** The ids whose objects the viewer owns: their own, first, and that of the guest that they were. */
export function ownerIds(viewer: Viewer): [string, ...string[]] {
  return viewer.guestId === undefined ? [viewer.id] : [viewer.id, viewer.guestId];
}

/** Whether the viewer may see what belongs to this owner: staff see everything; null sees nothing. */
export function maySee(viewer: Viewer | null, ownerId: string): boolean {
  return viewer !== null && (viewer.role === 'STAFF' || ownerIds(viewer).includes(ownerId));
}
