/** What a process holds of what prices follow from, as far as whoever changes that is concerned. */
export interface ForgottenTerms {
  /** Has it looked at again before it is used. */
  readonly forget: () => void;
}

type UseCase = (...args: never[]) => Promise<unknown>;

/** Use cases after which this process looks at the terms again, so that whoever has changed them sees carts priced by what they are now. */
export function forgetting<UseCases extends Readonly<Record<string, UseCase>>>(
  terms: ForgottenTerms,
  useCases: UseCases,
): UseCases {
  const all = Object.entries(useCases).map(([name, useCase]) => {
    const forgetful: UseCase = async (...args) => {
      try {
        return await useCase(...args);
      } finally {
        terms.forget();
      }
    };
    return [name, forgetful] as const;
  });
  return Object.fromEntries(all) as unknown as UseCases;
}
