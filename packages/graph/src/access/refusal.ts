import { hasPermission, type Viewer } from '@cartwright/identity';
import type { Given } from '../with-arguments.ts';
import type { Access } from './access.ts';

/** What a viewer asked for and was refused. */
export interface Refusal {
  /** The name of the root field. */
  readonly operation: string;
  /** The id that the arguments name; null where they name none. */
  readonly target: string | null;
  /** Null where no permission would have helped. */
  readonly permission: string | null;
}

/** What was refused with a root field. */
export function refusalOf(operation: string, { permission }: Access, args: Given): Refusal {
  return { operation, target: targetOf(args), permission };
}

/** Whether an answer is what strangers get, to a viewer whom only a permission would have helped. */
export function isRefusal(answer: unknown, { permission }: Access, viewer: Viewer | null): boolean {
  if (permission === null || hasPermission(viewer, permission)) return false;
  if (answer == null) return true;
  const { __typename: name } = answer as { __typename?: unknown };
  return typeof name === 'string' && name.endsWith('NotFoundError');
}

/** The first id of the arguments, or of an input among them. */
function targetOf(args: Given): string | null {
  for (const [name, value] of Object.entries(args)) {
    if (typeof value === 'string' && /^id$|Id$/.test(name)) return value;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      const inside = targetOf(value as Given);
      if (inside !== null) return inside;
    }
  }
  return null;
}
