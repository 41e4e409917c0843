import type { Connection, FieldDef, Query } from 'pg';
import { ColumnNames } from './column-names.ts';

/** What the rows of a connection's prepared statements look like, by their names; no columns where there are no rows. */
export type KnownRows = Map<string, readonly FieldDef[]>;

/** The part of pg's queries that is not among its types. */
interface RowHandler {
  readonly name: string;
  handleRowDescription(message: { readonly fields: readonly FieldDef[] }): void;
  handleCommandComplete(message: object, connection: Connection): void;
}

const columnNames = new ColumnNames();

/**
 * Has PostgreSQL describe the rows of a prepared statement the first time alone, and names their columns as code does. The columns
 * stay as they are: where a table has changed so that they would not, PostgreSQL refuses the statement on this connection
 * (`cached plan must not change result type`).
 * Comes before `travelTogether`, so that it hears of the statement's own completion alone.
 */
export function describedOnce(query: Query, known: KnownRows): Query {
  const handler = query as Query & RowHandler;
  const fields = known.get(handler.name);
  if (fields === undefined) {
    noteRows(handler, known);
    return query;
  }
  const submit = query.submit as (connection: Connection) => Error | null;
  query.submit = (connection) => {
    handler.handleRowDescription({ fields });
    return submit.call(query, undescribed(connection));
  };
  return query;
}

function noteRows(handler: RowHandler, known: KnownRows): void {
  const describe = handler.handleRowDescription.bind(handler);
  const complete = handler.handleCommandComplete.bind(handler);
  let fields: readonly FieldDef[] = [];
  handler.handleRowDescription = (message) => {
    fields = message.fields.map((field) => ({ ...field, name: columnNames.nameOf(field.name) }));
    describe({ fields });
  };
  handler.handleCommandComplete = (message, connection) => {
    if (handler.name !== '') known.set(handler.name, fields);
    complete(message, connection);
  };
}

const undescribing = new WeakMap<Connection, Connection>();

/** The connection without what asks for a description. */
function undescribed(connection: Connection): Connection {
  const known = undescribing.get(connection);
  if (known !== undefined) return known;
  const made = Object.create(connection, { describe: { value: () => undefined } }) as Connection;
  undescribing.set(connection, made);
  return made;
}
