import type { Language } from '@cartwright/languages';
import { nameIn } from '../../languages/door.ts';
import type { Picture } from '../../media/door.ts';
import type { AttributeDefinition } from '../../product-types/door.ts';

/** A value of an attribute, with what is stored of its file. */
interface FileValue {
  readonly id: string;
  readonly definition: AttributeDefinition;
  readonly mediaId: string | null;
  readonly storageKey: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly placeholder: string | null;
}

/** The picture that an attribute says, read out as the attribute is called; null for a document. */
export function pictureOf(
  { id, definition, mediaId, storageKey: key, width, height, placeholder }: FileValue,
  language: Language,
): Picture | null {
  if (key === null || width === null || height === null) return null;
  return { id, mediaId, key, width, height, placeholder, altText: nameIn(definition, language) };
}
