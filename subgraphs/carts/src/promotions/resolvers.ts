import type { Resolvers } from '../generated/graphql.ts';
import { classOf } from './rules/promotion.ts';
import { statusAt } from './rules/kept-promotion.ts';
import { Mutation } from './mutation.ts';
import { showConditions, showEffect, showSelection } from './show-promotion.ts';

/** Promotions and their codes, and keeping them. */
export const resolvers = {
  Query: {
    promotion: async (_root, { id }, { promotions }) => (await promotions.getPromotion(id)) ?? null,
    promotions: (_root, asked, { promotions }) => promotions.readPromotions(asked),
    promotionCodes: (_root, asked, { promotions }) => promotions.readCodesPage(asked),
  },
  Mutation,
  Promotion: {
    translations: ({ translations }) =>
      Object.entries(translations).map(([language, title]) => ({ language, title })),
    method: ({ needsCode }) => (needsCode ? 'CODE' : 'AUTOMATIC'),
    class: classOf,
    status: (promotion, _args, { promotions }) => statusAt(promotion, promotions.now()),
    combinesWith: ({ combinesWith }) => [...combinesWith],
    selection: ({ selection }) => showSelection(selection),
    conditions: ({ conditions }) => showConditions(conditions),
    effect: ({ effect }) => showEffect(effect),
  },
} satisfies Resolvers;
