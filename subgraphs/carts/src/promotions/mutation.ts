import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { MutationResolvers } from '../generated/graphql.ts';
import type { CountedPromotion } from './repository/promotions.ts';
import type { CodesRefusal, CreatedCode } from './use-cases/add-codes.ts';
import type { EnabledOne } from './use-cases/set-enabled.ts';

/** The mutations of promotions: who asks, one use case, one union member per outcome. */
export const Mutation = {
  promotionCreate: async (_root, { input: { method, ...input } }, context) => {
    const { id: staffId } = requireViewer(context);
    const needsCode = method === 'CODE';
    const outcome = await context.promotions.createPromotion({ ...input, needsCode, staffId });
    switch (outcome.kind) {
      case 'created':
        return { __typename: 'PromotionCreateSuccess', promotion: outcome.promotion };
      case 'too-many':
        return tooMany(outcome.limit);
      case 'invalid-input':
        return invalidInputError(outcome.fields);
    }
  },
  promotionUpdate: async (_root, { input }, context) => {
    const { id: staffId } = requireViewer(context);
    const outcome = await context.promotions.updatePromotion({ ...input, staffId });
    switch (outcome.kind) {
      case 'updated':
        return { __typename: 'PromotionUpdateSuccess', promotion: outcome.promotion };
      case 'not-found':
        return notFound(input.id);
      case 'changed-meanwhile':
        return changedMeanwhile(outcome.promotion);
      case 'too-many':
        return tooMany(outcome.limit);
      case 'invalid-input':
        return invalidInputError(outcome.fields);
    }
  },
  promotionDelete: async (_root, { input }, context) => {
    const { id: staffId } = requireViewer(context);
    const outcome = await context.promotions.deletePromotion({ ...input, staffId });
    switch (outcome.kind) {
      case 'deleted':
        return { __typename: 'PromotionDeleteSuccess', promotionId: input.id };
      case 'not-found':
        return notFound(input.id);
      case 'changed-meanwhile':
        return changedMeanwhile(outcome.promotion);
      case 'invalid-input':
        return invalidInputError(outcome.fields);
    }
  },
  promotionsEnabledSet: async (_root, { input }, context) => {
    const { id: staffId } = requireViewer(context);
    const outcome = await context.promotions.setEnabled({ ...input, staffId });
    if (outcome.kind === 'invalid-input') return invalidInputError(outcome.fields);
    const results = outcome.results.map((one, index) => ({
      index,
      ...enabledResult(one, input.ids[index] ?? ''),
    }));
    return { __typename: 'PromotionsEnabledSetSuccess', results };
  },
  promotionCodesCreate: async (_root, { input }, context) => {
    const { id: staffId } = requireViewer(context);
    const outcome = await context.promotions.createCodes({ ...input, staffId });
    if (outcome.kind !== 'done') return codesRefused(outcome, input.promotionId);
    const results = outcome.results.map((one, index) => ({ index, ...codeResult(one) }));
    return { __typename: 'PromotionCodesCreateSuccess', promotion: outcome.promotion, results };
  },
  promotionCodesGenerate: async (_root, { input }, context) => {
    const { id: staffId } = requireViewer(context);
    const outcome = await context.promotions.generateCodes({ ...input, staffId });
    if (outcome.kind !== 'generated') return codesRefused(outcome, input.promotionId);
    const { promotion, batchId, count } = outcome;
    return { __typename: 'PromotionCodesGenerateSuccess', promotion, batchId, count };
  },
  promotionCodesDelete: async (_root, { input }, context) => {
    const { id: staffId } = requireViewer(context);
    const outcome = await context.promotions.removeCodes({ ...input, staffId });
    switch (outcome.kind) {
      case 'removed':
        return { __typename: 'PromotionCodesDeleteSuccess', count: outcome.count };
      case 'not-found':
        return notFound(input.promotionId);
      case 'invalid-input':
        return invalidInputError(outcome.fields);
    }
  },
} satisfies MutationResolvers;

function enabledResult(one: EnabledOne, id: string) {
  switch (one.kind) {
    case 'set':
      return { promotion: one.promotion, errors: [] };
    case 'not-found':
      return { promotion: null, errors: [notFound(id)] };
    case 'too-many':
      return { promotion: null, errors: [tooMany(one.limit)] };
  }
}

function codeResult(one: CreatedCode) {
  switch (one.kind) {
    case 'created':
      return { code: one.code, errors: [] };
    case 'taken': {
      const message = 'There is such a code already.';
      const error = { __typename: 'PromotionCodeTakenError', message, code: one.code } as const;
      return { code: null, errors: [error] };
    }
    case 'invalid-input':
      return { code: null, errors: [invalidInputError(one.fields)] };
  }
}

function codesRefused(refused: CodesRefusal, promotionId: string) {
  switch (refused.kind) {
    case 'not-found':
      return notFound(promotionId);
    case 'needs-no-code': {
      const message = 'Carts get this promotion by themselves; it has no codes.';
      return { __typename: 'PromotionNeedsNoCodeError', message, promotionId } as const;
    }
    case 'invalid-input':
      return invalidInputError(refused.fields);
  }
}

function notFound(promotionId: string) {
  const message = 'There is no such promotion.';
  return { __typename: 'PromotionNotFoundError', message, promotionId } as const;
}

function changedMeanwhile(promotion: CountedPromotion) {
  const message = 'Somebody else has changed the promotion; please look at it again.';
  return { __typename: 'PromotionChangedError', message, promotion } as const;
}

function tooMany(limit: number) {
  const message = `There are ${limit} promotions enabled already; please disable one first.`;
  return { __typename: 'TooManyPromotionsError', message, limit } as const;
}
