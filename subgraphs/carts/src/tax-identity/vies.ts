import type { Logger } from '@cartwright/process';
import { z } from 'zod';
import type { RegisterAnswer, VatRegister } from './ports.ts';

/** Where VIES is, and how long it may take. */
export interface ViesOptions {
  /** `https://ec.europa.eu/taxation_customs/vies/rest-api`. */
  readonly url: string;
  readonly timeoutMs: number;
  readonly logger: Pick<Logger, 'warn'>;
}

/** VALID and INVALID are answers; all other codes say that a member state, or VIES itself, cannot tell now. */
const answerSchema = z.object({ isValid: z.boolean(), userError: z.string().optional() });
const answers = new Set([undefined, 'VALID', 'INVALID']);
/** An answer is some hundred bytes. */
const maxBytes = 65_536;

/** The VAT Information Exchange System of the European Commission, by its REST interface. */
export function vies({ url, timeoutMs, logger }: ViesOptions): VatRegister {
  return {
    ask: async (vatId) => {
      try {
        return await ask(
          `${url}/ms/${vatId.slice(0, 2)}/vat/${encodeURIComponent(vatId.slice(2))}`,
          timeoutMs,
        );
      } catch (error) {
        logger.warn({ err: error }, 'the register of VAT numbers does not answer');
        return 'AWAY';
      }
    },
  };
}

async function ask(url: string, timeoutMs: number): Promise<RegisterAnswer> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
  const text = await response.text();
  if (!response.ok || text.length > maxBytes) throw new Error(`It answered ${response.status}`);
  const { isValid, userError } = answerSchema.parse(JSON.parse(text));
  if (!answers.has(userError)) throw new Error(`It cannot tell: ${String(userError).slice(0, 50)}`);
  return isValid ? 'CONFIRMED' : 'UNKNOWN';
}
