/** Reduces a line of a JSON log to level, message and error; leaves every other line as it is. */
export function readableLogLine(line: string): string {
  const entry = parseEntry(line);
  if (entry?.msg === undefined) return line;
  const level = levelName(entry.level);
  const problem = entry.err?.stack ?? entry.err?.message ?? entry.reason;
  return [`${level} ${entry.msg}`, ...(problem === undefined ? [] : problem.split('\n').slice(0, 6))].join(
    '\n    ',
  );
}

interface LogEntry {
  readonly level?: number;
  readonly msg?: string;
  readonly reason?: string;
  readonly err?: { readonly message?: string; readonly stack?: string };
}

function parseEntry(line: string): LogEntry | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as LogEntry;
  } catch {
    return undefined;
  }
}

/** pino's numbers: 10 trace, 20 debug, 30 info, 40 warn, 50 error, 60 fatal. */
function levelName(level = 30): string {
  return ['trace', 'debug', 'info', 'warn', 'error', 'fatal'][level / 10 - 1] ?? String(level);
}
