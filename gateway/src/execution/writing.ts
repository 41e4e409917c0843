import type { ASTNode } from 'graphql';
import type { ResponsePath } from './response-path.ts';

/** A value that the schema does not allow where it stands, or that is missing. */
export interface Fault {
  readonly path: ResponsePath;
  readonly nodes: readonly ASTNode[];
  readonly cause: Error;
}

/** An answer while it is written. */
export interface Writing {
  /** The variables as they were sent. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Whether no text of what is written has to be escaped in JSON. */
  readonly isPlain: boolean;
  /** Where the value is that is being written. */
  readonly path: (string | number)[];
  readonly faults: Fault[];
  /** `Type.field` by the path of each field that is written; undefined while nothing needs to know. */
  readonly fields: Map<string, string> | undefined;
}

/** Writes a value as JSON; undefined when it cannot stand in its place: the null that is there instead travels up. */
export type Write = (value: unknown, writing: Writing) => string | undefined;
