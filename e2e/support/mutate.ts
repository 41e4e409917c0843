import type { GraphqlClient } from './graphql-client.ts';

/** Runs a mutation that takes one `input`, and returns the selected fields of its result. */
export async function mutate<Result>(
  client: GraphqlClient,
  { name, input, select }: { readonly name: string; readonly input: object; readonly select: string },
): Promise<Result> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
  const { result } = await client.ask<{ result: Result }>(
    `mutation ($input: ${type}) { result: ${name}(input: $input) { ${select} } }`,
    { input },
  );
  return result;
}
