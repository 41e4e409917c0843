import { meaningsOf, type Meaning, type UnknownWord } from './meaning.ts';
import { toTsquery } from './search-text.ts';
import { closestBeginning } from './spelling.ts';
import { quoted, termsOf, type TypedText } from './typed-text.ts';

/** How many words what is still being typed may become. */
const maxCompletions = 12;

/** A text of which the last word may be unfinished. */
export interface UnfinishedText {
  /** What stands before. */
  readonly finished: TypedText;
  readonly last: TypedText;
}

/**
 * Takes the last word off a text, with the words before that are one with it when they are joined (`t shirt`); null when there
 * is none.
 */
export function unfinishedText({ runs, joins }: TypedText): UnfinishedText | null {
  const end = runs.findLast(({ parts }) => parts.length > 0)?.run;
  if (end === undefined) return null;
  const start = Math.min(end, ...joins.filter(({ last }) => last >= end).map(({ first }) => first));
  return {
    finished: {
      runs: runs.filter(({ run }) => run < start),
      joins: joins.filter(({ last }) => last < start),
    },
    last: {
      runs: runs.filter(({ run }) => run >= start),
      joins: joins.filter(({ first }) => first >= start),
    },
  };
}

/** The words whose completions `meaningOfLast` needs: all of it as one word, and its last part. */
export function beginningsOf({ runs }: TypedText): string[] {
  const parts = runs.flatMap((run) => run.parts);
  const part = parts.at(-1);
  if (part === undefined || part.isSpaceless) return [];
  return parts.length === 1 ? [part.word] : [runs.map(({ joined }) => joined).join(''), part.word];
}

/** What a word means that may be unfinished: itself, and all that begins with it; else the beginning that it is a slip for. */
export function meaningOfLast(last: TypedText, unknown: ReadonlyMap<string, UnknownWord>): Meaning {
  const typed = last.runs.map(({ text }) => text).join(' ');
  const [whole = '', ...end] = beginningsOf(last);
  const alternatives = [
    ...expressionsOf(last),
    ...completionsOf(whole, unknown),
    ...end.flatMap((word) => afterParts(last, completionsOf(word, unknown))),
  ];
  if (alternatives.length > 0) return { typed, reading: 'BEGINNING', searchedFor: [typed], alternatives };
  const term = { typed, word: whole, alternatives, parts: [] };
  return meaningsOf(term, unknown, closestBeginning)[0] ?? { ...term, reading: 'LEFT_OUT', searchedFor: [] };
}

function completionsOf(beginning: string, unknown: ReadonlyMap<string, UnknownWord>): string[] {
  const completions = unknown.get(beginning)?.completions ?? [];
  return [...new Set(completions.slice(0, maxCompletions).map(({ lexeme }) => quoted(lexeme)))];
}

/** The completions of the last part of what is written together, each with the parts before; none when it is one with them. */
function afterParts({ runs, joins }: TypedText, completions: readonly string[]): string[] {
  const [run] = runs;
  if (run === undefined || joins.length > 0 || completions.length === 0) return [];
  const before = expressionsOf({ runs: [{ ...run, parts: run.parts.slice(0, -1) }], joins: [] });
  return before.length === 0 ? [] : [`(${toTsquery([before, completions])})`];
}

/** The one expression for a text as it stands; none when some of it is unknown, or all too common to be searched for. */
function expressionsOf(text: TypedText): string[] {
  const terms = termsOf(text);
  const isFound = terms.every(({ alternatives }) => alternatives.length > 0);
  return terms.length === 0 || !isFound
    ? []
    : [`(${toTsquery(terms.map(({ alternatives }) => alternatives))})`];
}
