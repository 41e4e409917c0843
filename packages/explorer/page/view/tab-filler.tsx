import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';
import { v4 as freshId } from 'uuid'; // crypto.randomUUID is not there on a page that came over plain HTTP from another machine
import { filledIn, stepNamed } from '../walk/walk.ts';
import { withToken } from './headers-text.ts';
import { useProgress, type ProgressStore } from './progress-store.ts';

/** What was filled into which step's variables last, to tell it from what somebody wrote there. */
const filledKey = 'cartwright:filled';

/**
 * Fills the variables and headers of the tab that is looked at with what is known by then. Variables that somebody has
 * changed stay as they are.
 */
export function TabFiller({ store }: { readonly store: ProgressStore }): null {
  const tab = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]);
  const variables = useGraphiQL(({ variableEditor }) => variableEditor);
  const headers = useGraphiQL(({ headerEditor }) => headerEditor);
  const { sessions } = useProgress(store);
  const step = stepNamed(tab?.title);
  const session = sessions[step?.speaker ?? 'buyer'];

  useEffect(() => {
    if (step === undefined || variables === undefined || tab === undefined) return;
    const filled = JSON.parse(sessionStorage.getItem(filledKey) ?? '{}') as Record<string, string>;
    const isOwn = ![undefined, '', filled[tab.title]].includes(variables.getValue());
    if (isOwn) return;
    const { variables: text } = filledIn(step, store.get(), freshId);
    sessionStorage.setItem(filledKey, JSON.stringify({ ...filled, [tab.title]: text }));
    variables.setValue(text);
  }, [tab?.id, variables]);

  useEffect(() => {
    const text = headers && withToken(headers.getValue(), session);
    if (headers && text !== undefined && text !== headers.getValue()) headers.setValue(text);
  }, [tab?.id, headers, session?.accessToken]);

  return null;
}
