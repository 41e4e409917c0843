import type { Language } from '@cartwright/languages';
import { textKey, translationOf } from '../../languages/door.ts';
import type { AttributeChoice, AttributeDefinition } from './definition.ts';

/** What can be chosen of an attribute, named in a language. */
export function choicesIn(definition: AttributeDefinition, language: Language): AttributeChoice[] {
  return definition.choices.map(({ value, name }) => ({
    value,
    name: translationOf(definition, language, textKey('ATTRIBUTE_CHOICE', [value])) ?? name,
  }));
}
