import { invalidField, invalidInput, type InvalidInput } from '@cartwright/input';

/** The brand of a product as staff give it: by its name, or by its id. */
export interface GivenBrand {
  readonly brand?: string | null | undefined;
  readonly brandId?: string | null | undefined;
}

/** What is wrong with it; undefined where it is the one or the other. */
export function readBrandGiven(
  { brand, brandId }: GivenBrand,
  isRequired: boolean,
): InvalidInput | undefined {
  if (brand != null && brandId != null)
    return invalidInput(
      invalidField(
        ['brandId'],
        'INVALID_VALUE',
        'Please give the name of the brand or its id, and not both.',
      ),
    );
  if (isRequired && brand == null && brandId == null)
    return invalidInput(invalidField(['brand'], 'REQUIRED', 'Please fill this in.'));
  return undefined;
}

/** No brand has the id that was given. */
export const noSuchBrand = invalidInput(
  invalidField(['brandId'], 'INVALID_VALUE', 'There is no such brand.'),
);
