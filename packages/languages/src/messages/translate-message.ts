import { fallbacksOf, type Language } from '../languages.ts';
import { german } from './german/german.ts';

/** A text for people with `{names}` where something is filled in, by what it is in English. */
export type Catalogue = Readonly<Record<string, string>>;

/** One that has something filled in. */
interface Template {
  /** What stands before, between and behind what is filled in. */
  readonly fixed: readonly string[];
  readonly names: readonly string[];
  readonly translation: string;
}

interface Read {
  readonly whole: ReadonlyMap<string, string>;
  readonly templates: readonly Template[];
}

/** Longer texts are shown as they are: nothing of the catalogue is, and looking would take long. */
const maxLength = 2_000;
const hole = /\{(\w*)\}/u;

const catalogues: Readonly<Partial<Record<Language, Read>>> = { de: read(german) };

/**
 * A message for people, as it is made in English, in another language; as it is where the catalogue does not have it. What was filled
 * in is kept, save that it is translated where it is itself of the catalogue, and that decimals are written as the language does.
 */
export function translateMessage(message: string, language: Language): string {
  const catalogue = fallbacksOf(language)
    .map((one) => catalogues[one as Language])
    .find((one) => one !== undefined);
  if (catalogue === undefined || message.length > maxLength) return message;
  return translated(message, catalogue) ?? message;
}

/** What a catalogue says of a template of another writing; undefined where it has none with the same fixed words. @public */
export function hasMessage(template: string, language: Language): boolean {
  const catalogue = catalogues[language];
  const { fixed, names } = taken(template, '');
  if (names.length === 0) return catalogue?.whole.has(template) === true;
  return catalogue?.templates.some((one) => one.fixed.join('{}') === fixed.join('{}')) === true;
}

function translated(message: string, catalogue: Read): string | undefined {
  const whole = catalogue.whole.get(message);
  if (whole !== undefined) return whole;
  for (const template of catalogue.templates) {
    const values = valuesIn(message, template);
    if (values === undefined) continue;
    const byName = new Map(template.names.map((name, at) => [name, values[at] ?? '']));
    return template.translation.replaceAll(/\{(\w+)\}/gu, (_, name: string) =>
      writtenValue(byName.get(name) ?? '', catalogue),
    );
  }
  return undefined;
}

function writtenValue(value: string, { whole }: Read): string {
  return whole.get(value) ?? (/^-?\d+\.\d+$/u.test(value) ? value.replace('.', ',') : value);
}

/** What is filled in, each up to the next fixed words: one pass, however long it is. Undefined where the fixed words are others. */
function valuesIn(message: string, { fixed, names }: Template): string[] | undefined {
  const [first = '', ...others] = fixed;
  const last = others.at(-1) ?? '';
  if (!message.startsWith(first) || !message.endsWith(last)) return undefined;
  const values: string[] = [];
  let from = first.length;
  for (const [at, next] of others.entries()) {
    const until = at === names.length - 1 ? message.length - next.length : message.indexOf(next, from);
    if (until < from) return undefined;
    values.push(message.slice(from, until));
    from = until + next.length;
  }
  return values;
}

function read(catalogue: Catalogue): Read {
  const entries = Object.entries(catalogue);
  return {
    whole: new Map(entries.filter(([english]) => !hole.test(english))),
    templates: entries
      .filter(([english]) => hole.test(english))
      .map(([english, translation]) => taken(english, translation))
      // Of two that fit, the one with more fixed words says more.
      .toSorted((one, other) => other.fixed.join('').length - one.fixed.join('').length),
  };
}

function taken(english: string, translation: string): Template {
  const parts = english.split(hole);
  return {
    fixed: parts.filter((_, at) => at % 2 === 0),
    names: parts.filter((_, at) => at % 2 === 1),
    translation,
  };
}
