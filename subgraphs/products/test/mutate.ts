import type { TestViewer } from '@cartwright/testing';
import type { TestProducts } from './start-test-products.ts';

/** The member of the result union, or the code of the error that came instead. */
export type MutationResult = Record<string, unknown> & { readonly code?: string };

/** Sends a mutation that takes one `input`; `selection` is what to read of its result beside `__typename`. */
export async function mutate(
  products: TestProducts,
  viewer: TestViewer | null,
  { name, input, selection }: { readonly name: string; readonly input: object; readonly selection: string },
): Promise<MutationResult> {
  const inputType = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await products.graphql<{ result: MutationResult }>(
    viewer,
    `mutation ($input: ${inputType}!) { result: ${name}(input: $input) {
      __typename ${selection} ... on UserError { message } } }`,
    { input },
  );
  return errors === undefined ? data.result : { code: errors[0]?.extensions.code ?? 'none' };
}
