import { instantPage, type Connection, type InstantPageArguments } from '@cartwright/graph';
import { readEmail } from '@cartwright/input';
import type { Dependencies } from '../dependencies.ts';
import { countConsents, listConsents, type ConsentRecord } from '../repository/consents.ts';
import type { MailKind } from '../rules/mail-kind.ts';

/** Which consents, in which order, and which page of them. */
export interface ReadConsents extends InstantPageArguments {
  readonly filters?:
    | {
        readonly kinds?: readonly MailKind[] | null | undefined;
        readonly isGiven?: boolean | null | undefined;
        readonly email?: string | null | undefined;
      }
    | null
    | undefined;
  readonly sort?: 'NEWEST' | 'OLDEST' | null | undefined;
}

/** A page of all consents and withdrawals. @throws BAD_USER_INPUT for a bad size or cursor */
export function readConsents(
  { db }: Pick<Dependencies, 'db'>,
  { filters, sort, ...page }: ReadConsents,
): Promise<Connection<ConsentRecord>> {
  const { kinds, isGiven = null, email } = filters ?? {};
  const list = {
    kinds: kinds == null || kinds.length === 0 ? null : kinds,
    isGiven,
    email: email == null ? null : (readEmail(email) ?? email),
    order: sort === 'OLDEST' ? ('asc' as const) : ('desc' as const),
  };
  return instantPage(page, {
    identity: ['consents', list],
    list: (slice) => listConsents(db, list, slice),
    count: () => countConsents(db, list),
    instantOf: ({ createdAt }) => createdAt,
  });
}
