import { tidyCode } from '@cartwright/input';
import type { FileEntry } from './records.ts';

/** So many variants a batch has at most, however few products have them. */
const mostVariants = 500;

/**
 * Lines of a file that may be worked in one transaction: none of them is about something that another one is about, so that each comes
 * out as it would by itself.
 */
export class Batch {
  readonly #subjects = new Set<string>();
  #variants = 0;

  /** Whether a line may be worked together with those that were added. */
  fits({ told }: FileEntry): boolean {
    if (told.kind !== 'PRODUCTS') return told.kind === 'fault';
    const isOther = subjectsOf(told.record).every((subject) => !this.#subjects.has(subject));
    return isOther && (this.#variants === 0 || this.#variants + told.record.variants.length <= mostVariants);
  }

  /** Adds a line that fits. */
  add({ told }: FileEntry): void {
    if (told.kind !== 'PRODUCTS') return;
    this.#variants += told.record.variants.length;
    for (const subject of subjectsOf(told.record)) this.#subjects.add(subject);
  }
}

function subjectsOf({
  slug,
  variants,
}: Extract<FileEntry['told'], { kind: 'PRODUCTS' }>['record']): string[] {
  const skus = variants.flatMap(({ sku }) => (sku === undefined ? [] : [`sku ${tidyCode(sku)}`]));
  return [`slug ${slug.trim()}`, ...new Set(skus)];
}
