import { optionalText, readInput, type ReadInput } from '@cartwright/input';
import { webAddress, type Targets } from '@cartwright/outbound';
import { z } from 'zod';

/** A picture that is to be fetched, as staff or a file says it. */
export interface AddressedPicture {
  readonly url: string;
  readonly altText?: string | null | undefined;
  /** Variants that it shows. */
  readonly variantIds?: readonly string[] | null | undefined;
}

/** The same once it was read. */
export interface WantedPicture {
  readonly url: string;
  readonly altText: string;
  readonly variantIds: readonly string[];
}

const schemaOf = (targets: Targets) =>
  z.object({
    pictures: z.array(
      z.object({
        url: webAddress(targets),
        altText: optionalText(500).transform((given) => given ?? ''),
        variantIds: z
          .array(z.string().transform((id) => id.toLowerCase()))
          .nullish()
          .transform((given) => [...new Set(given)]),
      }),
    ),
    reason: optionalText(500),
  });

/** Checks addresses of pictures, and gives each once, with all the variants that it shows. */
export function readPictures(
  input: { readonly pictures: readonly AddressedPicture[]; readonly reason?: string | null | undefined },
  targets: Targets,
): ReadInput<{ readonly pictures: readonly WantedPicture[]; readonly reason: string | null }> {
  const read = readInput(schemaOf(targets), input);
  if (read.kind === 'invalid-input') return read;
  const { reason } = read.value;
  const pictures = read.value.pictures as readonly WantedPicture[];
  return { kind: 'valid', value: { pictures: eachOnce(pictures), reason } };
}

function eachOnce(pictures: readonly WantedPicture[]): WantedPicture[] {
  const byUrl = new Map<string, WantedPicture>();
  for (const picture of pictures) {
    const same = byUrl.get(picture.url);
    const variantIds = [...new Set([...(same?.variantIds ?? []), ...picture.variantIds])];
    byUrl.set(picture.url, { ...(same ?? picture), variantIds });
  }
  return [...byUrl.values()];
}
