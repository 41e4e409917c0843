import { randomUUID } from 'node:crypto';
import { act, idOf, type Result, type Uses } from './acting.ts';

/** One that no cart gets: it is disabled. */
const newPromotion = async (): Promise<string> =>
  idOf(
    await act(
      'promotionCreate',
      {
        ...{ title: 'Ten percent', method: 'CODE', isEnabled: false },
        effect: { percentage: { of: 'ORDER', percent: 10 } },
      },
      '... on PromotionCreateSuccess { promotion { id } }',
    ),
    'promotion',
  );

const newBatch = async (promotionId: string): Promise<Result> =>
  act(
    'promotionCodesGenerate',
    { promotionId, count: 2 },
    '... on PromotionCodesGenerateSuccess { batchId }',
  );

/** How staff use what promotions and their codes can be changed with. */
export const promotionUses: Uses = {
  promotionCreate: newPromotion,
  promotionUpdate: async () => {
    const id = await newPromotion();
    await act('promotionUpdate', { id, version: 1, title: 'Twelve percent' });
    return id;
  },
  promotionDelete: async () => {
    const id = await newPromotion();
    await act('promotionDelete', { id, version: 1 });
    return id;
  },
  promotionsEnabledSet: async () => {
    const id = await newPromotion();
    await act('promotionsEnabledSet', { ids: [id], isEnabled: true });
    await act('promotionsEnabledSet', { ids: [id], isEnabled: false });
    return id;
  },
  promotionCodesCreate: async () => {
    const promotionId = await newPromotion();
    await act('promotionCodesCreate', { promotionId, codes: [{ code: randomUUID() }] });
    return promotionId;
  },
  promotionCodesGenerate: async () => {
    const promotionId = await newPromotion();
    await newBatch(promotionId);
    return promotionId;
  },
  promotionCodesDelete: async () => {
    const promotionId = await newPromotion();
    const { batchId } = await newBatch(promotionId);
    await act('promotionCodesDelete', { promotionId, batchId });
    return promotionId;
  },
};
