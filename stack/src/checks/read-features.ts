/** One capability of `docs/features.md`, as it stands in the table of its domain. */
export interface Feature {
  readonly domain: string;
  readonly capability: string;
  readonly state: string;
  /** The code spans of its cell: fields of the schema, routes and commands. */
  readonly fields: readonly string[];
  /** The code spans of its cell: paths from the root of the repository. */
  readonly tests: readonly string[];
}

/** What `docs/features.md` says. */
export interface FeatureList {
  readonly features: readonly Feature[];
  /** The numbers in the table at the head, by domain: how many rows, and how many of each state. */
  readonly counts: ReadonlyMap<string, readonly number[]>;
}

/** Reads the tables of the document: the counts stand before the first heading of a domain, features below one. */
export function readFeatures(markdown: string): FeatureList {
  const features: Feature[] = [];
  const counts = new Map<string, readonly number[]>();
  let domain: string | undefined;
  for (const line of markdown.split('\n')) {
    domain = /^## (.+)$/.exec(line)?.[1] ?? domain;
    const cells = bodyCells(line);
    if (cells === undefined) continue;
    if (domain === undefined) counts.set(plain(cells[0]), cells.slice(1).map(numberIn));
    else features.push(feature(domain, cells));
  }
  return { features, counts };
}

/** The cells of a row, unless it is a table's head or the line below it. */
function bodyCells(line: string): readonly string[] | undefined {
  if (!line.startsWith('|') || /^\|[ |:-]+\|$/.test(line)) return undefined;
  const cells = line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
  return cells[0] === 'capability' || cells[0] === 'domain' ? undefined : cells;
}

function feature(domain: string, [capability = '', state = '', fields, tests]: readonly string[]): Feature {
  return { domain, capability, state, fields: codeSpans(fields), tests: codeSpans(tests) };
}

function codeSpans(cell = ''): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
}

function plain(cell = ''): string {
  return cell.replaceAll('*', '');
}

function numberIn(cell: string): number {
  return Number(plain(cell));
}
