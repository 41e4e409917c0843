import { tidyCode } from '@cartwright/input';
import type { FileEntry, FileRecord } from './records.ts';

/** So many variants a batch has at most, however few products have them. */
const mostVariants = 500;

/**
 * Lines of a file that may be worked in one transaction: none of them is about something that another one is about, so that each comes
 * out as it would by itself. Lines of the stock of one variant are worked in their order, and so together where they are not only tried: what
 * is tried by itself does not see what was tried before.
 */
export class Batch {
  readonly #isDryRun: boolean;
  readonly #subjects = new Set<string>();
  #variants = 0;

  constructor({ isDryRun }: { readonly isDryRun: boolean }) {
    this.#isDryRun = isDryRun;
  }

  /** Whether a line may be worked together with those that were added. */
  fits({ told }: FileEntry): boolean {
    const isOther = this.#subjectsOf(told).every((subject) => !this.#subjects.has(subject));
    if (told.kind !== 'PRODUCTS') return isOther;
    return isOther && (this.#variants === 0 || this.#variants + told.record.variants.length <= mostVariants);
  }

  /** Adds a line that fits. */
  add({ told }: FileEntry): void {
    if (told.kind === 'PRODUCTS') this.#variants += told.record.variants.length;
    for (const subject of this.#subjectsOf(told)) this.#subjects.add(subject);
  }

  #subjectsOf(told: FileRecord): string[] {
    switch (told.kind) {
      case 'fault':
        return [];
      case 'PRODUCTS': {
        const { slug, variants } = told.record;
        const skus = variants.flatMap(({ sku }) => (sku === undefined ? [] : [`sku ${tidyCode(sku)}`]));
        return [`slug ${slug.trim()}`, ...new Set(skus)];
      }
      case 'PRICES':
        return [`price in ${told.record.price.currencyCode} of ${tidyCode(told.record.sku)}`];
      case 'STOCK':
        return this.#isDryRun ? [`stock of ${tidyCode(told.record.sku)}`] : [];
    }
  }
}
