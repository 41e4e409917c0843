/** A part of what was typed: letters, a number with its unit if it has one, or characters of a script without blanks. */
export interface TypedPart {
  /** In the form that searches compare: lower case, no marks. */
  readonly word: string;
  /** What products hold of it: its stem, or the pairs of characters that must follow each other; none when it is too common. */
  readonly lexemes: readonly string[];
  /** Whether some product can be found by it. */
  readonly isKnown: boolean;
  /** What products hold of it that are translated; empty when it is too common, null or left out where the shop's own language is read. */
  readonly translated?: string | null;
  /** Whether some product can be found by that. */
  readonly isTranslated?: boolean;
  readonly isSpaceless: boolean;
}

/** What stands between two blanks. */
export interface TypedRun {
  readonly run: number;
  readonly text: string;
  /** The same without hyphens, apostrophes and their like. */
  readonly joined: string;
  /** Empty for a unit, which belongs to the number before. */
  readonly parts: readonly TypedPart[];
}

/** Neighbouring runs that are one known word, or a stock-keeping unit, when they are written together. */
export interface KnownJoin {
  readonly first: number;
  readonly last: number;
  readonly lexeme: string;
  readonly isCode: boolean;
}

/** What a buyer typed, taken apart and looked up. */
export interface TypedText {
  readonly runs: readonly TypedRun[];
  readonly joins: readonly KnownJoin[];
}

/** A thing that products must have: one of the alternatives, each an expression of a `tsquery`. */
export interface Term {
  /** What was typed for it. */
  readonly typed: string;
  /** The same as one word, by which it is looked up. */
  readonly word: string;
  /** Empty when no product has it as it was typed. */
  readonly alternatives: readonly string[];
  /** What to search for when nothing begins with `typed` either: the parts of something that is written together. */
  readonly parts: readonly Term[];
  /** Phrases that it stands for besides, which some of the alternatives are of. */
  readonly synonyms?: readonly string[];
}

/** The terms of a text, in their order; words that are too common to be searched for are none. */
export function termsOf({ runs, joins }: TypedText): Term[] {
  const terms: Term[] = [];
  for (let index = 0; index < runs.length;) {
    const join = longestJoin(joins, runs[index]?.run);
    const count = join === undefined ? 1 : join.last - join.first + 1;
    const covered = runs.slice(index, index + count);
    terms.push(...(join === undefined ? covered.flatMap(termsOfRun) : [termOfJoin(join, covered)]));
    index += count;
  }
  return terms;
}

function longestJoin(joins: readonly KnownJoin[], run: number | undefined): KnownJoin | undefined {
  return joins.filter(({ first }) => first === run).sort((a, b) => b.last - a.last)[0];
}

/** What is one word when it is joined is meant as one; its parts find the same if each says something by itself. */
function termOfJoin({ lexeme }: KnownJoin, runs: readonly TypedRun[]): Term {
  const parts = runs.flatMap(searchableParts);
  const together =
    parts.length > 0 && parts.every(isFindable) ? [`(${parts.map(expressionOf).join(' & ')})`] : [];
  const typed = runs.map(({ text }) => text).join(' ');
  return { typed, word: lexeme, alternatives: [quoted(lexeme), ...together], parts: [] };
}

/** What is cut off by an apostrophe need not be there: `l'orange` is an `orange`. */
function searchableParts({ text, parts }: TypedRun): readonly TypedPart[] {
  return text.includes("'") ? parts.filter(isSearchable) : parts;
}

function termsOfRun(run: TypedRun): Term[] {
  const parts = run.parts.filter(isSearchable).map(termOfPart);
  if (!isCodeLike(run)) return parts;
  if (run.parts.every(isFindable)) return parts;
  // A letter that is too common by itself (`a4`) does not stand for the whole.
  const isWhole = run.parts.length === parts.length;
  return [{ typed: run.text, word: run.joined, alternatives: [], parts: isWhole ? parts : [] }];
}

/** Letters and digits that are written together. */
function isCodeLike({ joined, parts }: TypedRun): boolean {
  return parts.length > 1 && /\d/.test(joined) && !parts.some(({ isSpaceless }) => isSpaceless);
}

function termOfPart(part: TypedPart): Term {
  const { word } = part;
  return { typed: word, word, alternatives: isFindable(part) ? [expressionOf(part)] : [], parts: [] };
}

/** Words are searched for that say something in the language that is read; its articles and the like are none. */
export function isSearchable({ lexemes, translated }: TypedPart): boolean {
  if (translated == null) return lexemes.length > 0;
  return translated !== '';
}

function isFindable(part: TypedPart): boolean {
  return isSearchable(part) && stemsOf(part).length > 0;
}

function expressionOf(part: TypedPart): string {
  return `(${stemsOf(part).join(' | ')})`;
}

/** What finds it as it was written, and as it was translated, each where some product has it. */
function stemsOf({ lexemes, isKnown, translated, isTranslated }: TypedPart): string[] {
  const own = isKnown && lexemes.length > 0 ? [lexemes.map(quoted).join(' <-> ')] : [];
  return isTranslated === true && translated != null && translated !== ''
    ? [...own, quoted(translated)]
    : own;
}

/** A lexeme as an expression of a `tsquery`: quoted, so that none is an operator. */
export function quoted(lexeme: string): string {
  return `'${lexeme.replaceAll("'", "''")}'`;
}
