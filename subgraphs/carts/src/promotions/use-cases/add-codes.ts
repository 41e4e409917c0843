import { randomInt } from 'node:crypto';
import { recordStaffAction } from '@cartwright/audit';
import type { InvalidInput } from '@cartwright/input';
import { insertCodes, type PromotionCode } from '../repository/codes.ts';
import type { CountedPromotion } from '../repository/promotions.ts';
import { makeCodes, readCode, readCodeList, readPattern, type CheckedCode } from '../rules/code-input.ts';
import {
  changePromotion,
  type Dependencies,
  type HeldPromotion,
  type PromotionNotFound,
} from './change-promotion.ts';

/** Codes that staff have thought of. */
export interface CreateCodes {
  readonly staffId: string;
  readonly promotionId: string;
  readonly codes: readonly unknown[];
  readonly reason?: string | null | undefined;
}

/** Codes that are to be made up. */
export interface GenerateCodes {
  readonly staffId: string;
  readonly promotionId: string;
  readonly count: number;
  readonly prefix?: string | null | undefined;
  /** 10 when left out. */
  readonly length?: number | undefined;
  readonly usageLimit?: number | null | undefined;
  readonly reason?: string | null | undefined;
}

/** The promotion needs no code. */
interface NeedsNoCode {
  readonly kind: 'needs-no-code';
}

/** Why no codes are made at all. */
export type CodesRefusal = PromotionNotFound | NeedsNoCode | InvalidInput;

/** What came of one code of a list. */
export type CreatedCode =
  | { readonly kind: 'created'; readonly code: PromotionCode }
  | { readonly kind: 'taken'; readonly code: string }
  | InvalidInput;

/** What came of a list. */
export type CreateCodesOutcome =
  | { readonly kind: 'done'; readonly promotion: CountedPromotion; readonly results: readonly CreatedCode[] }
  | CodesRefusal;

/** What came of a pattern. */
export type GenerateCodesOutcome =
  | {
      readonly kind: 'generated';
      readonly promotion: CountedPromotion;
      readonly batchId: string;
      readonly count: number;
    }
  | CodesRefusal;

/** Adds codes to a promotion, each for itself, with one entry in the audit trail. */
export async function createCodes(
  dependencies: Dependencies,
  { staffId, promotionId, ...input }: CreateCodes,
): Promise<CreateCodesOutcome> {
  const read = readCodeList(input);
  if (read.kind === 'invalid-input') return read;
  const checked = read.value.codes.map(readCode);
  const wanted = checked.flatMap((one) => (one.kind === 'valid' ? [one.value] : []));
  return ofPromotion<CreateCodesOutcome>(dependencies, promotionId, async (held) => {
    const { added } = await addCodes(dependencies, held, wanted);
    const made = new Map(added.map((code) => [code.code, code]));
    const results = checked.map((one): CreatedCode => {
      if (one.kind === 'invalid-input') return one;
      const code = made.get(one.value.code);
      // Of a code that is given twice the first one is made.
      made.delete(one.value.code);
      return code === undefined ? { kind: 'taken', code: one.value.code } : { kind: 'created', code };
    });
    const action = { staffId, operation: 'promotionCodesCreate', reason: read.value.reason };
    if (added.length > 0)
      await recordCodes(dependencies, held, { ...action, codes: added.map(({ code }) => code) });
    return { kind: 'done', promotion: held.present, results };
  });
}

/** Makes up codes that nobody can guess and that there are not yet, with one entry in the audit trail. */
export async function generateCodes(
  dependencies: Dependencies,
  { staffId, promotionId, ...input }: GenerateCodes,
): Promise<GenerateCodesOutcome> {
  const read = readPattern(input);
  if (read.kind === 'invalid-input') return read;
  const { count, reason, usageLimit, ...pattern } = read.value;
  return ofPromotion<GenerateCodesOutcome>(dependencies, promotionId, async (held) => {
    const batchId = dependencies.newId();
    let missing = count;
    while (missing > 0) {
      const made = makeCodes(missing, pattern, (below) => randomInt(below));
      const wanted = made.map((code) => ({ code, customerId: null, usageLimit }));
      const { added } = await addCodes(dependencies, held, wanted, batchId);
      missing -= added.length;
    }
    const action = { staffId, operation: 'promotionCodesGenerate', reason };
    await recordCodes(dependencies, held, { ...action, batchId, count, ...pattern });
    return { kind: 'generated', promotion: held.present, batchId, count };
  });
}

function ofPromotion<Outcome>(
  dependencies: Dependencies,
  id: string,
  add: (held: HeldPromotion) => Promise<Outcome>,
): Promise<Outcome | PromotionNotFound | NeedsNoCode> {
  return changePromotion<Outcome | NeedsNoCode>(dependencies, { id }, async (held) =>
    held.present.needsCode ? add(held) : { kind: 'needs-no-code' },
  ) as Promise<Outcome | PromotionNotFound | NeedsNoCode>;
}

async function addCodes(
  { newId, now }: Dependencies,
  { tx, present }: HeldPromotion,
  wanted: readonly CheckedCode[],
  batchId = newId(),
): Promise<{ readonly added: PromotionCode[] }> {
  const at = now();
  const rows = new Map<string, PromotionCode>();
  for (const code of wanted) {
    const about = { id: newId(), promotionId: present.id, batchId, usedCount: 0, createdAt: at };
    if (!rows.has(code.code)) rows.set(code.code, { ...code, ...about });
  }
  return { added: await insertCodes(tx, [...rows.values()]) };
}

interface CodesAction {
  readonly staffId: string;
  readonly operation: string;
  readonly reason: string | null;
  readonly [state: string]: unknown;
}

/** Adds it to the audit trail: last in its transaction. Carts ask for codes each time, so that no price has to be worked out anew. */
async function recordCodes(
  { now }: Dependencies,
  { tx, send, present }: HeldPromotion,
  { staffId, operation, reason, ...after }: CodesAction,
): Promise<void> {
  const action = { staffId, operation, reason, target: present.id, at: now() };
  await recordStaffAction('carts', { tx, send }, { ...action, before: null, after });
}
