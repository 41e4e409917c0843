import { instantPage, type Connection, type InstantPageArguments } from '@cartwright/graph';
import type { Parts } from '../../parts.ts';
import {
  countRedirects,
  findRedirect,
  listRedirects,
  readWay,
  type Redirect,
  type RedirectKind,
} from '../repository.ts';
import { tidyPath } from '../rules/redirect-input.ts';

type Dependencies = Pick<Parts, 'database'>;

/** The redirect of an address; null when there is none. */
export async function readRedirectOf(
  { database: { statements } }: Dependencies,
  kind: RedirectKind,
  from: string,
): Promise<Redirect | null> {
  if (from.includes('\0')) return null;
  return (await findRedirect(statements, kind, kind === 'PATH' ? tidyPath(from) : from)) ?? null;
}

/** The path at which one that leads on ends. */
export async function readEndOf({ database: { statements } }: Dependencies, path: string): Promise<string> {
  return (await readWay(statements, path)).at(-1) ?? path;
}

/** A page of the redirects, the latest first. @throws BAD_USER_INPUT for a bad size or cursor */
export function readRedirects(
  { database: { statements } }: Dependencies,
  page: InstantPageArguments,
): Promise<Connection<Redirect>> {
  return instantPage(page, {
    identity: ['redirects'],
    list: (slice) => listRedirects(statements, slice),
    count: () => countRedirects(statements),
    instantOf: ({ createdAt }) => createdAt,
  });
}
