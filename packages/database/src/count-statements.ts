/** Collects the statements of a database that is opened with its `onStatement`. */
export interface StatementCounter {
  readonly onStatement: (sql: string) => void;
  /** What was sent since the last `reset`, without BEGIN, COMMIT and the like, and without what loops send by themselves at any time. */
  readonly statements: () => readonly string[];
  readonly reset: () => void;
}

/** What controls transactions; what sweepers look for, what is deleted when it is old, and what readiness asks of the outbox. */
const notCounted = [
  /^\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET|DEALLOCATE)\b/i,
  /^\s*(?:select|update|with "due"|with "claimed").*"(?:deadline|expires|next_attempt|settle|deliver|ask)_at" <= (?:\$|now)/is,
  /^\s*select.*"revoked_at" >= \$/is,
  /^\s*delete from.*"(?:created|ends|expires|settled)_at" <=? \$/is,
  /FROM messaging\.outbox\s+WHERE published_at IS NULL/i,
  /personal_data\.\w+ WHERE (?:next|expires)_at <=/i,
];

/** A counter for tests: `openDatabase(url, { onStatement: counter.onStatement })`. */
export function countStatements(): StatementCounter {
  let sent: string[] = [];
  return {
    onStatement: (sql) => {
      if (!notCounted.some((own) => own.test(sql))) sent.push(sql);
    },
    statements: () => sent,
    reset: () => {
      sent = [];
    },
  };
}
