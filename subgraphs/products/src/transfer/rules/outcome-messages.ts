import type { InvalidField } from '@cartwright/input';

/** How what is done to products, variants, prices and stock can end, other than well. */
export interface BadOutcome {
  readonly kind: string;
  readonly fields?: readonly InvalidField[];
  readonly skus?: readonly string[];
  readonly keys?: readonly string[];
  readonly slug?: string;
  readonly category?: { readonly name: string };
  readonly available?: number;
}

/** Why something was not done, in sentences for whoever sent the file. */
export function messagesOf(outcome: BadOutcome): string[] {
  switch (outcome.kind) {
    case 'invalid-input':
      return (outcome.fields ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
    case 'sku-taken':
      return [`Other variants have these SKUs: ${(outcome.skus ?? []).join(', ')}.`];
    case 'slug-taken':
      return [`Another product has the slug ${outcome.slug ?? ''}.`];
    case 'attributes-missing':
      return [`Shoppers see it once it has these attributes: ${(outcome.keys ?? []).join(', ')}.`];
    case 'category-not-found':
      return ['There is no such category.'];
    case 'category-holds-categories':
      return [`"${outcome.category?.name ?? ''}" has categories below it, and can hold no products.`];
    default:
      return [`This cannot be done: ${outcome.kind.replaceAll('-', ' ')}.`];
  }
}
