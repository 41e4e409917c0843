/** What a `tsquery` asks for, as a tree. */
export type WordQuery =
  | { readonly kind: 'word'; readonly lexeme: string; readonly inName: boolean }
  | { readonly kind: 'all' | 'any' | 'phrase'; readonly parts: readonly WordQuery[] };

const tokenPattern = /\s*(?:'((?:[^']|'')*)'|([^\s'()|&<:]+))(:A)?|\s*(<->|[()|&])/y;

type Token = { readonly lexeme: string; readonly inName: boolean } | { readonly operator: string };

/** Operators from what binds least to what binds most, as PostgreSQL has them. */
const operators = [
  ['|', 'any'],
  ['&', 'all'],
  ['<->', 'phrase'],
] as const;

/**
 * Reads a `tsquery` of the forms that are made here: lexemes, in names alone with `:A`, `|`, `&`, `<->` and parentheses. An empty one
 * finds nothing, and is null.
 * @throws SyntaxError for any other
 */
export function parseTsquery(text: string): WordQuery | null {
  const tokens = tokensOf(text);
  if (tokens.length === 0) return null;
  const reader = { tokens, at: 0 };
  const query = readLevel(reader, 0);
  if (reader.at < tokens.length) throw new SyntaxError(`No tsquery: ${text}`);
  return query;
}

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(tokenPattern);
  const end = text.trimEnd().length;
  while (pattern.lastIndex < end) {
    const match = pattern.exec(text);
    if (match === null) throw new SyntaxError(`No tsquery: ${text}`);
    const [, quoted, bare, weight, operator] = match;
    if (operator === undefined)
      tokens.push({ lexeme: quoted?.replaceAll("''", "'") ?? bare ?? '', inName: weight !== undefined });
    else tokens.push({ operator });
  }
  return tokens;
}

function readLevel(reader: Reader, level: number): WordQuery {
  const entry = operators[level];
  if (entry === undefined) return readOne(reader);
  const [operator, kind] = entry;
  const parts = [readLevel(reader, level + 1)];
  while (isOperator(reader, operator)) {
    reader.at += 1;
    parts.push(readLevel(reader, level + 1));
  }
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind, parts };
}

function readOne(reader: Reader): WordQuery {
  const token = reader.tokens[reader.at];
  reader.at += 1;
  if (token !== undefined && 'lexeme' in token) return { kind: 'word', ...token };
  if (token?.operator !== '(') throw new SyntaxError('A tsquery ends too early');
  const inner = readLevel(reader, 0);
  if (!isOperator(reader, ')')) throw new SyntaxError('A parenthesis of a tsquery is not closed');
  reader.at += 1;
  return inner;
}

function isOperator({ tokens, at }: Reader, operator: string): boolean {
  const token = tokens[at];
  return token !== undefined && 'operator' in token && token.operator === operator;
}
