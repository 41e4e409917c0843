import { instantPage, isId, type Connection, type InstantPageArguments } from '@cartwright/graph';
import type { Parts } from '../../parts.ts';
import { countCodes, listCodes, type CodeFilter, type PromotionCode } from '../repository/codes.ts';
import {
  countPromotions,
  findPromotions,
  listPromotions,
  type CountedPromotion,
  type PromotionFilter,
} from '../repository/promotions.ts';
import { codeKey } from '../rules/code-input.ts';
import type { PromotionStatus } from '../rules/kept-promotion.ts';

type Dependencies = Pick<Parts, 'database' | 'now'>;

/** A promotion by its id; undefined when there is none. */
export async function getPromotion(
  { database }: Pick<Dependencies, 'database'>,
  id: string,
): Promise<CountedPromotion | undefined> {
  return isId(id) ? (await findPromotions(database.statements, [id]))[0] : undefined;
}

/** Which promotions, and in which order. */
export interface ReadPromotions extends InstantPageArguments {
  readonly filters?:
    | {
        readonly statuses?: readonly PromotionStatus[] | null | undefined;
        readonly method?: 'AUTOMATIC' | 'CODE' | null | undefined;
        readonly title?: string | null | undefined;
      }
    | null
    | undefined;
  readonly sort: 'NEWEST' | 'OLDEST';
}

/** A page of the promotions. @throws BAD_USER_INPUT for a bad size or cursor */
export function readPromotions(
  { database: { statements }, now }: Dependencies,
  { filters, sort, ...page }: ReadPromotions,
): Promise<Connection<CountedPromotion>> {
  const { statuses = null, method = null, title = null } = filters ?? {};
  const needsCode = method === null ? null : method === 'CODE';
  const filter: PromotionFilter = { statuses, needsCode, title, now: now() };
  return instantPage(page, {
    identity: ['promotions', sort, statuses?.join(' ') ?? '', method ?? '', title ?? ''],
    list: (slice) =>
      listPromotions(statements, filter, { ...slice, order: sort === 'NEWEST' ? 'desc' : 'asc' }),
    count: () => countPromotions(statements, filter),
    instantOf: ({ createdAt }) => createdAt,
  });
}

/** Which codes of a promotion. */
export interface ReadCodes extends InstantPageArguments {
  readonly promotionId: string;
  readonly filters?:
    | {
        readonly batchId?: string | null | undefined;
        readonly customerId?: string | null | undefined;
        readonly prefix?: string | null | undefined;
        readonly isUsed?: boolean | null | undefined;
      }
    | null
    | undefined;
}

const noId = '00000000-0000-0000-0000-000000000000';
const knownId = (id: string): string => (isId(id) ? id : noId);

/** A page of a promotion's codes, the latest first. @throws BAD_USER_INPUT for a bad size or cursor */
export function readCodesPage(
  { database: { statements } }: Dependencies,
  { promotionId, filters, ...page }: ReadCodes,
): Promise<Connection<PromotionCode>> {
  const { batchId = null, customerId = null, prefix = null, isUsed = null } = filters ?? {};
  const filter: CodeFilter = {
    promotionId: knownId(promotionId),
    batchId: batchId === null ? null : knownId(batchId),
    customerId: customerId === null ? null : knownId(customerId),
    prefix: prefix === null ? null : codeKey(prefix),
    isUsed,
  };
  return instantPage(page, {
    identity: ['promotion codes', ...Object.values(filter).map(String)],
    list: (slice) => listCodes(statements, filter, slice),
    count: () => countCodes(statements, filter),
    instantOf: ({ createdAt }) => createdAt,
  });
}
