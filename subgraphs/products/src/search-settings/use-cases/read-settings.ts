import { isId, instantPage, type Connection, type InstantPageArguments } from '@cartwright/graph';
import type { Parts } from '../../parts.ts';
import {
  countPins,
  listPins,
  readAllPins,
  type Pins,
  type PinsFilter,
  type PinsOrder,
} from '../repository/pins.ts';
import { readBrandAliases, readSettings } from '../repository/settings.ts';
import { indexSettings, type IndexedSettings } from '../rules/indexed-settings.ts';
import type { StoredSettings } from '../rules/settings.ts';

type Dependencies = Pick<Parts, 'database'>;

/** The settings as searches look them up. */
export async function readIndexedSettings({
  database: { statements },
}: Dependencies): Promise<IndexedSettings> {
  const [settings, pins, aliases] = await Promise.all([
    readSettings(statements),
    readAllPins(statements),
    readBrandAliases(statements),
  ]);
  return indexSettings(settings, pins, aliases);
}

/** The settings as staff see them, but for what is pinned. */
export function readStoredSettings({ database: { statements } }: Dependencies): Promise<StoredSettings> {
  return readSettings(statements);
}

/** Which of the pinned products a list holds, and which way it goes. */
export interface PinsRequest extends InstantPageArguments {
  readonly filters?: { readonly productIds?: readonly string[] | null | undefined } | null | undefined;
  readonly sort?: PinsOrder | null | undefined;
}

/** A page of what is pinned. @throws BAD_USER_INPUT for a bad size or cursor */
export function readPinsPage(
  { database: { statements } }: Dependencies,
  { filters, sort, ...page }: PinsRequest,
): Promise<Connection<Pins>> {
  const order = sort ?? 'NEWEST';
  const asked = filters?.productIds ?? [];
  const filter: PinsFilter = asked.length === 0 ? {} : { productIds: asked.filter(isId) };
  return instantPage(page, {
    identity: ['search pins', order, asked],
    list: (slice) => listPins(statements, { filter, order }, slice),
    count: () => countPins(statements, filter),
    instantOf: ({ createdAt }) => createdAt,
  });
}
