import { recordStaffAction } from '@cartwright/audit';
import type { InvalidInput } from '@cartwright/input';
import type { Parts } from '../../parts.ts';
import {
  countHopsTo,
  countRedirects,
  findRedirect,
  lockPaths,
  maxHops,
  readWay,
  savePath,
  type Redirect,
} from '../repository.ts';
import { readRedirect, type RedirectInput } from '../rules/redirect-input.ts';

/** More than any site has moved; all are listed and none is looked at but by its path. */
const maxRedirects = 10_000;

/** A path that is to lead to another one. */
export interface CreateRedirect extends RedirectInput {
  readonly staffId: string;
}

/** What came of it. */
export type CreateRedirectOutcome =
  | { readonly kind: 'created'; readonly redirect: Redirect }
  | { readonly kind: 'loop'; readonly paths: readonly string[] }
  | { readonly kind: 'too-many-redirects'; readonly limit: number }
  | InvalidInput;

/** Has a path lead to another one, with its entry in the audit trail; where it does already, nothing changes. */
export async function createRedirect(
  { messaging, newId, now }: Pick<Parts, 'messaging' | 'newId' | 'now'>,
  { staffId, ...input }: CreateRedirect,
): Promise<CreateRedirectOutcome> {
  const read = readRedirect(input);
  if (read.kind === 'invalid-input') return read;
  const { from: source, to: targetPath, reason } = read.value;
  return messaging.transact(async (tx, send) => {
    await lockPaths(tx);
    const paths = await readWay(tx, targetPath);
    if (paths.includes(source) || (await countHopsTo(tx, source)) + paths.length > maxHops)
      return { kind: 'loop', paths };
    const before = await findRedirect(tx, 'PATH', source);
    if (before?.targetPath === targetPath) return { kind: 'created', redirect: before };
    if (before === undefined && (await countRedirects(tx, 'PATH')) >= maxRedirects)
      return { kind: 'too-many-redirects', limit: maxRedirects };
    const at = now();
    const redirect = await savePath(tx, { id: newId(), source, targetPath, createdAt: at });
    const states = {
      before: before === undefined ? null : { from: source, to: before.targetPath },
      after: { from: source, to: targetPath },
    };
    const action = { staffId, operation: 'urlRedirectCreate', target: redirect.id, reason, at };
    await recordStaffAction('products', { tx, send }, { ...action, ...states });
    return { kind: 'created', redirect };
  });
}
