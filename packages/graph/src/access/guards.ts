import {
  hasPermission,
  optionalViewer,
  requireCustomer,
  requirePermission,
  requireViewer,
  type Permission,
  type Viewer,
  type ViewerContext,
} from '@cartwright/identity';
import type { Access } from './access.ts';

/** Whether an object belongs to the viewer. */
export type Owns = (object: never, viewer: Viewer | null) => boolean;

/** Lets nobody pass to a root field whom its rule does not. @throws UNAUTHENTICATED, FORBIDDEN */
export function requireAccess({ rule, permission }: Access, context: ViewerContext): void {
  switch (rule) {
    case 'ANYBODY':
      return;
    case 'GUEST':
    case 'OWNER':
      requireViewer(context);
      return;
    case 'CUSTOMER':
      requireCustomer(context);
      return;
    case 'PERMISSION':
      requirePermission(context, permission as Permission);
  }
}

/** Whether a rule lets whoever asks pass to an object; `owns` is of its type. @throws UNAUTHENTICATED for a bad token */
export function hasAccess(
  { rule, permission }: Access,
  { context, object, owns }: { context: ViewerContext; object: unknown; owns: Owns | undefined },
): boolean {
  if (rule === 'ANYBODY') return true;
  if (rule === 'OWNER' && owns?.(object as never, context.viewer) === true) return true;
  const viewer = optionalViewer(context);
  if (viewer === null) return false;
  if (rule === 'GUEST') return true;
  if (rule === 'CUSTOMER') return viewer.role !== 'GUEST';
  return permission !== null && hasPermission(viewer, permission);
}
