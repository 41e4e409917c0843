import { Fault } from '@cartwright/input';
import { countryData } from './country-data.ts';

/**
 * A postal code as its country writes it: `sw1a1aa` is `SW1A 1AA`, `CH-8001` is `8001`. A country whose postal codes have
 * no known form takes any.
 */
export function readPostalCode(given: string, countryCode: string): string | Fault {
  const { zip, zipex, postprefix } = countryData(countryCode);
  const code = given.toUpperCase();
  if (zip === undefined) return code;
  const form = new RegExp(`^(?:${zip})$`, 'u');
  const examples = zipex?.split(',') ?? [];
  const found = spellings(code, examples, postprefix).find((spelling) => form.test(spelling));
  return found ?? wrongForm(examples[0]);
}

function* spellings(code: string, examples: readonly string[], prefix = ''): Generator<string> {
  const bare = withoutPrefix(code, prefix);
  if (/[ -]/u.test(bare)) yield bare;
  const characters = bare.match(/[A-Z\d]/gu) ?? [];
  for (const example of examples) {
    const spelled = spelledLike(example, characters);
    if (spelled !== null) yield spelled;
  }
  yield bare;
  yield characters.join('');
  yield code;
}

/** What people write before a code in letters to other countries: `D-10115`, `〒150-0001`. */
function withoutPrefix(code: string, prefix: string): string {
  const own = prefix.trim();
  const rest = own !== '' && code.startsWith(own) ? code.slice(own.length) : code;
  return rest.replace(/^〒|^[A-Z]{1,2}-(?=\d)/u, '').trim();
}

/** The characters with blanks and hyphens where the example has them; null if it has another number of them. */
function spelledLike(example: string, characters: readonly string[]): string | null {
  const rest = [...characters];
  const spelled = example.replaceAll(/[A-Z\d]/gu, () => rest.shift() ?? '\0');
  return rest.length === 0 && !spelled.includes('\0') ? spelled : null;
}

function wrongForm(example: string | undefined): Fault {
  const such = example === undefined ? '' : `, such as ${example}`;
  return new Fault('INVALID_FORMAT', `Please give a postal code of this country${such}.`);
}
